import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';

/** What VidiCore says of the media that an analysis would look at. */
export interface MediaToAnalyze {
	/** Says the same as long as they are the same; '' where our user may not see shapes. */
	version: string;
	/** The shapes with that tag; undefined where our user may not see shapes. */
	shapes?: AnalyzedShape[];
	/** The tags of all shapes of the item. */
	tags: string[];
}

/** A shape, as far as it tells whether it can be analyzed. */
export interface AnalyzedShape {
	/** `video/mp4`, `image/jpeg` …; none where VidiCore does not say. */
	mimeTypes: string[];
	/** Whether VidiCore has found such tracks; undefined where it lists no tracks at all. */
	tracks?: { video: boolean; audio: boolean };
	/** undefined where VidiCore says nothing of the inside of the shape. */
	files?: AnalyzedFile[];
}

/** A file without its addresses, which hold keys. */
export interface AnalyzedFile {
	/** CLOSED, LOST …; '' where VidiCore does not say. */
	state: string;
	/** The schemes of its addresses: `s3`, `file`, `http` … */
	schemes: string[];
}

/**
 * An item's media in the shape of that tag, in one request: the shapes with the versions of their essence, their tracks
 * and files (recorded members; an item without any shape may come as its id alone). Throws a VidiCoreError, also for an
 * unknown item.
 */
export async function readMediaToAnalyze(http: VidiCoreHttp, itemId: string, tag: string): Promise<MediaToAnalyze> {
	try {
		const path = `/API/item/${segment(itemId)}`;
		const item = await ask(http, 'GET', path, `the item ${itemId} with its shapes`, { query: [['content', 'shape']] });
		item.text('id');
		const all = item.partsIfAny('shape') ?? [];
		const shapes = all.filter((shape) => shape.textsIfAny('tag')?.includes(tag));
		return {
			version: shapes
				.map((shape) => `${shape.text('id')}:${shape.numberIfAny('essenceVersion') ?? 0}`)
				.sort()
				.join(),
			shapes: shapes.map(analyzedShape),
			tags: [...new Set(all.flatMap((shape) => shape.textsIfAny('tag') ?? []))],
		};
	} catch (error) {
		if (error instanceof VidiCoreError && error.kind === 'forbidden') return { version: '', tags: [] };
		return await Promise.reject(error);
	}
}

function analyzedShape(shape: Part): AnalyzedShape {
	const container = shape.partIfAny('containerComponent');
	const [video = [], audio = [], other = []] = ['videoComponent', 'audioComponent', 'binaryComponent'].map(
		(name) => shape.partsIfAny(name) ?? [],
	);
	const inside = [...(container ? [container] : []), ...video, ...audio, ...other];
	return {
		mimeTypes: shape.textsIfAny('mimeType') ?? [],
		tracks: video.length + audio.length > 0 ? { video: video.length > 0, audio: audio.length > 0 } : undefined,
		files: inside.length === 0 ? undefined : inside.flatMap((part) => part.partsIfAny('file') ?? []).map(analyzedFile),
	};
}

const analyzedFile = (file: Part): AnalyzedFile => ({
	state: file.textIfAny('state') ?? '',
	schemes: (file.textsIfAny('uri') ?? []).flatMap(
		(uri) => /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? [],
	),
});
