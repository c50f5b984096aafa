import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage, unpackPackage, type Edition } from '../../tools/lab/package';

/** Both packages as they are packed, each unpacked in a folder of its own, for the tests of a file. */
export function usePackages(): Record<Edition, string> {
	const temp = mkdtempSync(join(tmpdir(), 'vidicore-package-'));
	const place = { cloud: join(temp, 'cloud'), ordinary: join(temp, 'ordinary') };
	beforeAll(async () => {
		for (const edition of ['cloud', 'ordinary'] as const)
			await unpackPackage(await packPackage(temp, () => undefined, edition), place[edition]);
	});
	afterAll(() => rmSync(temp, { recursive: true, force: true }));
	return place;
}
