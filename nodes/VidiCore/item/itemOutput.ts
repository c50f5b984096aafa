import type { Part } from '../../../vidicore/answers';
import { fieldsOf, fieldValue } from '../../../vidicore/items/fields';
import { plainFields, type WantedDetails } from '../../../vidicore/items/itemDetails';
import { shapesOf, technicalFields, technicalOf, type Technical } from '../../../vidicore/items/technical';
import { videoTimeWords } from '../videoTimeWords';

/** What is said of an item. */
export const itemOutputs = {
	itemId: 'The item',
	title: 'Its title; empty when it has none',
	fields: 'Its metadata: field → value, or a list of values; null where the item has none',
	technical:
		'Duration in seconds, frame rate as a fraction and as a decimal, start time code, drop-frame, size of the picture, ' +
		'codecs; what VidiCore does not know is absent',
	shapes: 'Its versions: id, tags, type, codecs, size in bytes',
};

/** What the user wants of an item besides its fields. */
export interface WantedOutput {
	fieldNames: readonly string[];
	technical: boolean;
	shapes: boolean;
}

/** The same for VidiCore, and the fields that are read besides. */
export function detailsFor({ fieldNames, technical, shapes }: WantedOutput): {
	wanted: WantedDetails;
	besides: string[];
} {
	return {
		wanted: { fields: fieldNames, ...(shapes ? { shapes: 'all' } : technical ? { shapes: 'original' } : {}) },
		besides: ['title', ...(technical ? technicalFields : [])],
	};
}

/** An item as the node outputs it. Throws a VidiCoreError `badAnswer`. */
export function itemOutput(item: Part, { fieldNames, technical, shapes }: WantedOutput) {
	return {
		itemId: item.text('id'),
		title: fieldValue(fieldsOf(item), 'title'),
		fields: plainFields(item, fieldNames),
		...(technical ? { technical: technicalOutput(technicalOf(item)) } : {}),
		...(shapes ? { shapes: shapesOf(item) } : {}),
	};
}

/** Those of the fields that were chosen in which none of these items has a value; none when nothing was found. */
export const emptyEverywhere = (
	rows: ReadonlyArray<ReturnType<typeof itemOutput>>,
	names: readonly string[],
): string[] => (rows.length === 0 ? [] : names.filter((name) => rows.every(({ fields }) => fields[name] === null)));

/** In units that people use. */
function technicalOutput({ frameRates, duration, startTimeCode, ...facts }: Technical): object {
	const { width, height, dropFrame } = facts;
	return {
		...facts,
		...videoTimeWords({ frameRates, duration, startTimeCode, dropFrame }),
		...(width !== undefined && height !== undefined ? { resolution: `${width}x${height}` } : {}),
	};
}
