import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../cache';
import { finish } from '../processes';
import { longStep, type Log } from '../progress';

/**
 * Portraits of six people out of two npm packages under the MIT licence (Start Bootstrap's page templates), none of
 * them copied into this repository. The photographs are stock pictures of people we do not know; the names are
 * invented.
 */
const packages = {
	'startbootstrap-landing-page@6.0.6': {
		'testimonials-1.jpg': 'ada.jpg',
		'testimonials-2.jpg': 'steven.jpg',
		'testimonials-3.jpg': 'rosa.jpg',
	},
	'startbootstrap-agency@7.0.12': {
		'team/1.jpg': 'man-with-book.jpg',
		'team/2.jpg': 'woman-with-curls.jpg',
		'team/3.jpg': 'lukasz.jpg',
	},
};

/** By name: those in the training collection, with their picture. */
export const people = {
	'Ada Nordin': 'ada.jpg',
	'Łukasz Ångström': 'lukasz.jpg',
	"Rosa O'Malley & Sons": 'rosa.jpg',
	'Steven Stevenson': 'steven.jpg',
};

/** Seen in the videos, but nobody has told the service who they are. */
export const strangers = { curls: 'woman-with-curls.jpg', book: 'man-with-book.jpg' };

/** The folder with the portraits, from the cache. Rejects when npm does not succeed. */
export async function ensurePortraits(log: Log): Promise<string> {
	return await cached('portraits-1', async (fresh) => {
		const run = { cwd: fresh, logFile: join(fresh, 'fetch.log') };
		await longStep(log, 'Fetching portraits from npm (once)', async () => {
			for (const [spec, pictures] of Object.entries(packages)) {
				await finish('npm', ['pack', '--loglevel=error', spec], run);
				await finish('tar', ['-xzf', `${spec.replace('@', '-')}.tgz`], run);
				for (const [from, to] of Object.entries(pictures))
					copyFileSync(join(fresh, 'package', 'dist', 'assets', 'img', from), join(fresh, to));
				rmSync(join(fresh, 'package'), { recursive: true });
				rmSync(join(fresh, `${spec.replace('@', '-')}.tgz`));
			}
		});
	});
}
