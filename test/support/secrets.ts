import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../tools/lab';

/** What the tests give as a password, a key or a token that is wrong. */
export const wrongSecret = 'open-sesame';

/**
 * How a secret may stand in a text: as it is, escaped for JSON once or twice, for an address, or within base64 at each
 * of the three places where it may begin. By no code of what is tested.
 */
export function spellingsOf(secret: string): Record<string, string[]> {
	const json = JSON.stringify(secret).slice(1, -1);
	const percent = encodeURIComponent(secret);
	return {
		plain: [secret, json, JSON.stringify(json).slice(1, -1), secret.replace(/&/g, '&amp;').replace(/"/g, '&quot;')],
		'percent-encoded': [percent, percent.replace(/%../g, (code) => code.toLowerCase()), encodeURI(secret)],
		// The first characters depend on what stands before, the last ones on what stands behind.
		base64: [0, 1, 2].map((offset) => {
			const text = Buffer.from(' '.repeat(offset) + secret).toString('base64');
			return text.slice(offset === 0 ? 0 : offset + 1, -4);
		}),
	};
}

/** In which spellings a secret stands in a text. */
export const spellingsIn = (text: string, secret: string): string[] =>
	Object.entries(spellingsOf(secret))
		.filter(([, spellings]) => spellings.some((one) => one.length >= 8 && text.includes(one)))
		.map(([name]) => name);

/** Which of an archive's secrets, and of the wrong ones that tests type in, stand in a text. */
export function secretsIn({ world }: Pick<Lab, 'world'>, text: string): string[] {
	const secrets = {
		's3 secret': world.owner.secretAccessKey,
		'encoded s3 secret': encodeURIComponent(world.owner.secretAccessKey),
		'vidinet key': /vidinet:\/\/[^:]+:([^@]+)@/.exec(world.resourceDocument)?.[1] ?? '',
		'basic login': Buffer.from('admin:admin').toString('base64'),
		'wrong password': wrongSecret,
	};
	return Object.entries(secrets)
		.filter(([, secret]) => text.includes(secret))
		.map(([name]) => name);
}

/** All that n8n keeps on disk in its database. */
export function databaseText({ n8n }: Pick<Lab, 'n8n'>): string {
	const folder = join(n8n.packageFolder, '..', '..', '..');
	const files = ['database.sqlite', 'database.sqlite-wal'].map((file) => join(folder, file)).filter(existsSync);
	if (files.length === 0) throw new Error(`There is no database in ${folder}`);
	return files.map((file) => readFileSync(file, 'latin1')).join('\n');
}
