import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicContract } from './support/contract';

/** `npm run contract`: records what users' workflows hold of us as it is now. */
async function main(): Promise<void> {
	const contract = `${JSON.stringify(await publicContract(), null, 2)}\n`;
	writeFileSync(join(__dirname, '..', 'docs', 'contract.json'), contract);
	console.log('docs/contract.json is written. What changed for users belongs into CHANGELOG.md.');
}

void main();
