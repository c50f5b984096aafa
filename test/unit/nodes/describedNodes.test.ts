import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { shippedCredentials, shippedNodes } from '../../support/contract';

/**
 * n8n's rules read descriptions as they stand in the source. Ours are made by the kit, so the same rules are asked
 * about what comes out of it, written down as if by hand.
 */
describe('n8n’s rules for descriptions', () => {
	const root = join(__dirname, '..', '..', '..');
	const { complaints, ofMistake } = JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', join(root, 'test', 'support', 'lintDescriptions.ts')], {
			cwd: root,
			encoding: 'utf8',
			// The rules take every file for one of their own tests otherwise.
			env: { ...process.env, NODE_ENV: 'production' },
		}),
	) as { complaints: string[]; ofMistake: string[] };

	it('hold for every node as it is loaded', () => {
		expect(complaints).toEqual([]);
	});

	it('would find a mistake', () => {
		expect(ofMistake.join()).toContain('Whether');
	});
});

it('every credential can be tested, by itself or by each node that uses it', async () => {
	const nodes = await shippedNodes();
	for (const { name, test } of await shippedCredentials()) {
		const uses = nodes.flatMap(({ description, methods }) =>
			(description.credentials ?? [])
				.filter((credential) => credential.name === name)
				.map(({ testedBy }) => typeof testedBy === 'string' && testedBy in (methods?.credentialTest ?? {})),
		);
		expect([name, test !== undefined || (uses.length > 0 && uses.every(Boolean))]).toEqual([name, true]);
	}
});
