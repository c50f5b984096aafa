import { needs } from '../rights';
import { toScc } from '../subtitles/scc';
import { subtitlesOf, type Subtitle } from '../subtitles/subtitles';
import { toTtml } from '../subtitles/ttml';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import type { Call, Reply } from './route';

/** The subtitles of an item as a file. */
const exported =
	(write: (subtitles: readonly Subtitle[]) => string, contentType: string) =>
	(asked: Call): Reply => {
		needs(asked.user, uncertain.metadataRoles.read);
		const item = asked.backend.store.item(asked.params[0] ?? '');
		return { bytes: Buffer.from(write(subtitlesOf(item, asked.query))), contentType };
	};

export const subtitleExportCalls: DeclaredCall[] = [
	call('GET /API/item/{}/metadata/export/scc', exported(toScc, 'text/plain'), takes('interval')),
	call('GET /API/item/{}/metadata/export/ttml', exported(toTtml, 'application/xml'), takes('interval')),
];
