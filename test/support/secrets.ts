import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../tools/lab';

/** What the tests give as a password, a key or a token that is wrong. */
export const wrongSecret = 'open-sesame';

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
