import type { Item } from './entities';
import { FieldValues } from './metadata/fieldValues';
import type { ScenarioVideo } from './scenario';
import { rebased, samplesASecond } from './time';

/** A video of the scenario as the item that the archive has from the beginning. */
export function videoItem(video: ScenarioVideo): Item {
	const fields = new FieldValues([
		['title', video.title],
		['durationSeconds', String(video.durationSeconds)],
		['durationTimeCode', `${video.durationSeconds * 1_000_000}@1000000`],
		['originalFilename', video.file],
		['mimeType', 'video/mp4'],
		['mediaType', 'video'],
		['itemId', video.id],
	]);
	if (video.startTimeCode) fields.set('startTimeCode', video.startTimeCode);
	return {
		id: video.id,
		fields,
		spans: [],
		shapes: [
			{
				...{ id: `${video.id}1`, tag: ['original'], mimeType: 'video/mp4', fields: new Map(), file: video.file },
				containerComponent: containerOf(video),
			},
		],
		video,
	};
}

/** The time code of a file as its shape has it: a count of frames, and seconds a frame (recorded members). */
function containerOf({ id, timeBase, startTimeCode, dropFrame }: ScenarioVideo): object | undefined {
	if (startTimeCode === undefined) return undefined;
	const { top, bottom } = samplesASecond(timeBase);
	return {
		id: `${id}2`,
		format: 'mov,mp4,m4a,3gp,3g2,mj2',
		startTimecode: Math.round(Number(rebased(startTimeCode, timeBase).split('@')[0])),
		roundedTimeBase: Math.ceil(Number(top) / Number(bottom)),
		...(dropFrame === undefined ? {} : { dropFrame }),
		timeCodeTimeBase: { numerator: Number(bottom), denominator: Number(top) },
	};
}
