import type { VidiCoreHttp } from '../http';
import { readParts } from '../plainLists';

export interface ExportLocation {
	name: string;
	/** Shapes that go there; none when it takes any. */
	tags: string[];
}

/**
 * The export locations by name (documented). Their addresses hold keys and are not read. Throws a VidiCoreError;
 * `forbidden` without the role `_export`.
 */
export async function readExportLocations(http: VidiCoreHttp): Promise<ExportLocation[]> {
	const what = 'the list of export locations';
	const list = { what, member: 'exportLocation', root: 'ExportLocationListDocument' } as const;
	return (await readParts(http, '/API/export-location', list)).map((location) => ({
		name: location.text('name'),
		tags: location.textsIfAny('tag') ?? [],
	}));
}
