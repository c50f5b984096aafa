import type { MediaFacts, Ratio } from '../files/mediaFacts';
import type { Item } from '../entities';
import type { Looked } from './look';

interface Taken extends Pick<Looked, 'facts' | 'mediaType'> {
	fileName: string;
	user: string;
	size: number;
}

/** The system fields that an import fills (recorded names and forms). A title that is there stays. */
export function systemValues(item: Item, { facts, mediaType, fileName, user }: Taken): Array<[string, string]> {
	const { video, audio = [], durationSeconds, format } = facts;
	const values: Record<string, string | undefined> = {
		itemId: item.id,
		title: item.fields.get('title') ?? fileName,
		user,
		mediaType,
		mimeType: facts.mimeType,
		originalFilename: fileName,
		originalFormat: format || undefined,
		originalVideoCodec: video?.codec,
		originalAudioCodec: audio[0]?.codec,
		originalWidth: video && String(video.width),
		originalHeight: video && String(video.height),
		durationSeconds: durationSeconds === undefined ? undefined : String(durationSeconds),
		durationTimeCode: durationSeconds === undefined ? undefined : `${Math.round(durationSeconds * 1e6)}@1000000`,
		...startOf(facts),
		shapeTag: item.shapes.flatMap(({ tag }) => tag).join(','),
	};
	return Object.entries(values).flatMap(([name, value]): Array<[string, string]> =>
		value === undefined ? [] : [[name, value]],
	);
}

/** Where the file's time code begins, in its frames (recorded: `42@NTSC`, `1.4014`). */
function startOf({ startFrame, video }: MediaFacts): { startTimeCode?: string; startSeconds?: string } {
	if (startFrame === undefined || !video) return {};
	const { numerator, denominator } = video.rate;
	return {
		startTimeCode: `${startFrame}@${baseOf(video.rate)}`,
		startSeconds: String((startFrame * denominator) / numerator),
	};
}

const words: Readonly<Record<string, string>> = { '25/1': 'PAL', '30000/1001': 'NTSC' };

/** The base of times that count frames, as VidiCore writes it. */
export const baseOf = ({ numerator, denominator }: Ratio): string =>
	words[`${numerator}/${denominator}`] ?? (denominator === 1 ? String(numerator) : `${numerator}:${denominator}`);
