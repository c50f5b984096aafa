import type { Part } from '../answers';
import { fieldsOf, fieldValue } from './fields';
import { mediaFactsOf, mediaFields, originalShape, type MediaFacts } from './mediaFacts';

/** What VidiCore knows of an item's media; what it does not know is absent. */
export interface Technical extends MediaFacts {
	width?: number;
	height?: number;
	/** VidiCore's words: `h264`, `aac`, `mov,mp4,m4a,3gp,3g2,mj2`, `video/quicktime`. */
	videoCodec?: string;
	audioCodec?: string;
	format?: string;
	mimeType?: string;
}

/** The fields that are read for it. */
export const technicalFields = [
	...mediaFields,
	'originalWidth',
	'originalHeight',
	'originalVideoCodec',
	'originalAudioCodec',
	'originalFormat',
	'mimeType',
];

/**
 * Out of the document of an item that was asked for with `technicalFields` and its original shape (recorded members);
 * the shape counts, and the fields where it does not say. Throws a VidiCoreError `badAnswer`.
 */
export function technicalOf(item: Part): Technical {
	const fields = fieldsOf(item);
	const field = (name: string) => fieldValue(fields, name) || undefined;
	const shape = originalShape(item);
	const [video] = shape?.partsIfAny('videoComponent') ?? [];
	const [audio] = shape?.partsIfAny('audioComponent') ?? [];
	const resolution = video?.partIfAny('resolution');
	return {
		...mediaFactsOf(item),
		width: whole(resolution?.plainIfAny('width') ?? field('originalWidth')),
		height: whole(resolution?.plainIfAny('height') ?? field('originalHeight')),
		videoCodec: video?.plainIfAny('codec') ?? field('originalVideoCodec'),
		audioCodec: audio?.plainIfAny('codec') ?? field('originalAudioCodec'),
		format: shape?.partIfAny('containerComponent')?.plainIfAny('format') ?? field('originalFormat'),
		mimeType: shape?.textsIfAny('mimeType')?.[0] ?? field('mimeType'),
	};
}

function whole(text: string | undefined): number | undefined {
	const number = Number(text ?? NaN);
	return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** A shape, in short. */
export interface ShapeSummary {
	shapeId: string;
	tags: string[];
	mimeType?: string;
	format?: string;
	videoCodec?: string;
	audioCodec?: string;
	/** Of its files together, in bytes, where VidiCore says. */
	size?: number;
}

/** The shapes of an item that was asked for with them. Throws a VidiCoreError `badAnswer`. */
export const shapesOf = (item: Part): ShapeSummary[] => (item.partsIfAny('shape') ?? []).map(shapeSummary);

export function shapeSummary(shape: Part): ShapeSummary {
	const container = shape.partIfAny('containerComponent');
	const sizes = (container?.partsIfAny('file') ?? []).flatMap((file) => file.numberIfAny('size') ?? []);
	return {
		shapeId: shape.text('id'),
		tags: shape.textsIfAny('tag') ?? [],
		mimeType: shape.textsIfAny('mimeType')?.[0],
		format: container?.plainIfAny('format'),
		videoCodec: shape.partsIfAny('videoComponent')?.[0]?.plainIfAny('codec'),
		audioCodec: shape.partsIfAny('audioComponent')?.[0]?.plainIfAny('codec'),
		...(sizes.length > 0 ? { size: sizes.reduce((sum, size) => sum + size, 0) } : {}),
	};
}
