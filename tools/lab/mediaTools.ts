import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaTools } from '../emulator/faceservice/real/programs';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';

const packages = { '@ffmpeg-installer/ffmpeg': '1.1.0', '@ffprobe-installer/ffprobe': '2.1.2' };

/**
 * ffmpeg and ffprobe: those on the PATH, which the system keeps up to date, or else those inside npm packages, put
 * into the cache. Rejects when there are none for this system.
 */
export async function ensureMediaTools(log: Log): Promise<MediaTools> {
	if (['ffmpeg', 'ffprobe'].every(runs)) return { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
	const folder = await cached('media-tools-1', async (fresh) => {
		writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
		await longStep(log, 'Fetching ffmpeg, which is not on the PATH (130 MB, once)', () =>
			finish('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
				cwd: fresh,
				logFile: join(fresh, 'install.log'),
			}),
		);
		for (const program of Object.values(inside(fresh))) {
			if (!existsSync(program))
				throw new Error(
					`There is no ffmpeg for ${process.platform} on ${process.arch} among npm's packages; install ffmpeg so that ` +
						'it is on the PATH',
				);
			chmodSync(program, 0o755); // what their install scripts would do
		}
	});
	return inside(folder);
}

const runs = (program: string) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;

function inside(folder: string): MediaTools {
	const path = (name: string) =>
		join(
			folder,
			'node_modules',
			`@${name}-installer`,
			`${process.platform}-${process.arch}`,
			process.platform === 'win32' ? `${name}.exe` : name,
		);
	return { ffmpeg: path('ffmpeg'), ffprobe: path('ffprobe') };
}
