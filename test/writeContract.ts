import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorCalls } from './support/emulatorCalls';
import { emulatorUncertain } from './support/emulatorUncertain';
import { publicContract, shippedNodes } from './support/contract';
import { outputsTable } from './support/outputsTable';

/** `npm run contract`: records what users' workflows hold of us as it is now. */
async function main(): Promise<void> {
	const contract = `${JSON.stringify(await publicContract(), null, 2)}\n`;
	writeFileSync(join(__dirname, '..', 'docs', 'contract.json'), contract);
	writeFileSync(join(__dirname, '..', 'docs', 'outputs.md'), outputsTable(await shippedNodes()));
	writeFileSync(join(__dirname, '..', 'docs', 'emulator-calls.md'), emulatorCalls());
	writeFileSync(join(__dirname, '..', 'docs', 'emulator-uncertain.md'), emulatorUncertain());
	console.log(
		'docs/contract.json, outputs.md, emulator-calls.md and emulator-uncertain.md are written. What changed for users ' +
			'belongs into CHANGELOG.md.',
	);
}

void main();
