import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicContract } from '../support/contract';

/** `npm run contract` writes the file anew; the change then belongs into CHANGELOG.md. */
describe('the names that users’ workflows hold', () => {
	it('are those of docs/contract.json', async () => {
		const recorded: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'contract.json'), 'utf8'));
		expect(JSON.parse(JSON.stringify(await publicContract()))).toEqual(recorded);
	});
});
