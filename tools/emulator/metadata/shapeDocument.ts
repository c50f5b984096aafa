import { stamp } from '../documents';
import { fileDocument } from '../files/fileDocument';
import type { StoredFile } from '../files/files';
import type { MediaFacts, Ratio } from '../files/mediaFacts';
import type { Item, Shape } from '../entities';
import type { Store } from '../store';
import { samplesASecond } from '../time';

export const essenceOf = ({ essence = 0 }: Shape): number => essence;

/** The newest version of an item's essence. */
export const newestEssence = ({ shapes }: Item): number => Math.max(0, ...shapes.map(essenceOf));

/**
 * The shapes of an item that have one of the tags; all of them where no tag is named. Those of the newest version of
 * its essence (documented default), of another one by its number, or of `all`.
 */
export function shapesWith(item: Item, tags: readonly string[], version = 'latest'): Shape[] {
	const wanted = version === 'latest' ? String(newestEssence(item)) : version;
	return item.shapes
		.filter((shape) => version === 'all' || String(essenceOf(shape)) === wanted)
		.filter(({ tag }) => tags.length === 0 || tag.some((one) => tags.includes(one)));
}

/** The file of a shape as VidiCore has last seen it. One that is gone is LOST. */
export function fileOf({ file, storage }: Shape, store: Store): StoredFile | undefined {
	if (file === undefined) return undefined;
	const place = storage ?? store.archiveStorage;
	return store.files.known(place, file) ?? store.files.at(place, file, { state: 'LOST' });
}

/** A ShapeDocument (recorded members): time bases are seconds a unit, frame rates are units a second. */
export function shapeDocument(item: Item, shape: Shape, store: Store): object {
	const facts = factsOf(item, shape);
	const file = fileOf(shape, store);
	return {
		id: shape.id,
		...(shape.created ? { created: stamp(shape.created) } : {}),
		essenceVersion: essenceOf(shape),
		tag: shape.tag,
		mimeType: shape.mimeType === '' ? [] : [shape.mimeType],
		containerComponent: {
			id: `${shape.id}0`,
			...(facts ? container(facts) : {}),
			...shape.containerComponent,
			file: file ? [fileDocument(file)] : [],
		},
		...(facts?.video ? { videoComponent: [videoComponent(shape.id, facts, facts.video)] } : {}),
		...(facts?.audio?.length ? { audioComponent: facts.audio.map((one, n) => audioComponent(shape.id, one, n)) } : {}),
		metadata: { field: [...shape.fields].map(([key, value]) => ({ key, value })) },
	};
}

/** What is in the file: as it was found, or as the scenario has it. */
export function factsOf({ video }: Item, { facts, mimeType }: Shape): MediaFacts | undefined {
	if (facts || !video || !mimeType.startsWith('video/')) return facts;
	const { top, bottom } = samplesASecond(video.timeBase);
	return {
		format: 'mov,mp4,m4a,3gp,3g2,mj2',
		mimeType,
		durationSeconds: video.durationSeconds,
		video: { codec: 'h264', width: 1920, height: 1080, rate: { numerator: Number(top), denominator: Number(bottom) } },
		audio: [{ codec: 'aac', channels: 2, sampleRate: 48_000 }],
	};
}

const secondsAUnit = ({ numerator, denominator }: Ratio): Ratio => ({ numerator: denominator, denominator: numerator });

function container({ format, durationSeconds, startFrame, dropFrame, video }: MediaFacts): object {
	return {
		format,
		...(durationSeconds === undefined ? {} : { duration: inMicroseconds(durationSeconds) }),
		...(startFrame === undefined || !video
			? {}
			: {
					startTimecode: startFrame,
					roundedTimeBase: Math.ceil(video.rate.numerator / video.rate.denominator),
					...(dropFrame === undefined ? {} : { dropFrame }),
					timeCodeTimeBase: secondsAUnit(video.rate),
				}),
	};
}

const inMicroseconds = (seconds: number) => ({
	samples: Math.round(seconds * 1_000_000),
	timeBase: { numerator: 1, denominator: 1_000_000 },
});

function videoComponent(id: string, { durationSeconds, bitrate }: MediaFacts, video: NonNullable<MediaFacts['video']>) {
	const { codec, width, height, rate } = video;
	return {
		id: `${id}1`,
		itemTrack: 'V1',
		codec,
		resolution: { width, height },
		fieldOrder: 'progressive',
		averageFrameRate: rate,
		realBaseFrameRate: rate,
		timeBase: { numerator: 1, denominator: rate.numerator },
		...(durationSeconds === undefined ? {} : { duration: inMicroseconds(durationSeconds) }),
		...(bitrate === undefined ? {} : { bitrate }),
	};
}

const audioComponent = (id: string, audio: NonNullable<MediaFacts['audio']>[number], n: number) => ({
	id: `${id}2${n}`,
	itemTrack: `A${n + 1}`,
	codec: audio.codec,
	channelCount: audio.channels,
	timeBase: { numerator: 1, denominator: audio.sampleRate || 48_000 },
});
