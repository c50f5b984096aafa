import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/lab/package';
import { publicContract, shippedNodes } from '../../support/contract';
import { outputsTable } from '../../support/outputsTable';

/** `npm run contract` writes the file anew; the change then belongs into CHANGELOG.md. */
describe('the names that users’ workflows hold', () => {
	it('are those of docs/contract.json', async () => {
		const recorded: unknown = JSON.parse(readFileSync(join(root, 'docs', 'contract.json'), 'utf8'));
		expect(JSON.parse(JSON.stringify(await publicContract()))).toEqual(recorded);
	});

	it('and what comes out is what docs/outputs.md says', async () => {
		const table = readFileSync(join(root, 'docs', 'outputs.md'), 'utf8');
		expect(outputsTable(await shippedNodes())).toBe(table);
	});
});
