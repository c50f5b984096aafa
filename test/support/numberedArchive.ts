import { startEmulator, type Emulator } from '../../tools/emulator';
import type { ScenarioVideo } from '../../tools/emulator/scenario';
import { easier, site, siteId } from './site';

/** A video without a file, one of many. */
export const numbered = (n: number, title = `Video ${n}`): ScenarioVideo => ({
	id: `${site}-${20_000 + n}`,
	title,
	file: `${n}.mp4`,
	durationSeconds: 10 + (n % 7),
	timeBase: 'PAL',
	cast: [],
	missingFile: true,
});

/** A VidiCore with these videos and nothing else: no storage answers behind it. The caller closes it. */
export async function archiveOf(videos: ScenarioVideo[]): Promise<Emulator> {
	const keys = { accessKeyId: 'A', secretAccessKey: 'b' };
	return await startEmulator({
		scenario: { storage: { id: siteId(1), bucket: 'archive' }, people: [], videos },
		// Thousands of items: pages of four, and an index that is copied for each search, would take minutes.
		worstCase: easier('pageSize', 'indexLag'),
		s3: { endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', cognitive: keys, vidicore: keys },
	});
}

export const manyNumbered = (count: number): ScenarioVideo[] => Array.from({ length: count }, (_, n) => numbered(n));
