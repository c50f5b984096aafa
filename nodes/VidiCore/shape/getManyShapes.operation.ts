import { readShapes, type Shape } from '../../../vidicore/shapes/shapes';
import { filters } from '../../kit/fields/grouped';
import { listFrom, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { itemPicker } from '../../pickers/item';
import { videoTimeWords } from '../videoTimeWords';

/** The versions of an item's media; nothing of where their files lie that holds a key. */
export const getManyShapes = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many shapes',
	description: 'The versions of an item’s media, with their technical data and files',
	pace: 'together',
	fields: {
		itemId: itemPicker,
		filters: filters({
			tags: text({
				displayName: 'Shape Tags',
				placeholder: 'e.g. original, lowres',
				description: 'Only shapes with one of these tags, with commas between them',
			}),
		}),
	},
	outputs: {
		itemId: 'The item',
		shapeId: 'The shape',
		tags: 'Its tags: original, lowres …',
		mimeType: 'What kind of media it is',
		format: 'Its container, in VidiCore’s words',
		videoCodec: 'How its pictures are coded',
		audioCodec: 'How its sound is coded',
		width: 'Width of the picture in pixels',
		height: 'Height of the picture in pixels',
		durationSeconds: 'How long it lasts',
		frameRate: 'Frames a second as a fraction: 30000/1001',
		framesPerSecond: 'The same as a decimal: 29.97',
		startTimeCode: 'Where its time code begins',
		dropFrame: 'Whether its time code is drop-frame',
		size: 'Of its files together, in bytes',
		essenceVersion: 'Counts up when the item’s media are replaced',
		files: 'Its files: fileId, path, storageId, state, vidiCoreState, size in bytes',
	},
	async run({ itemId, filters: { tags } }, { vidiCore, signal }) {
		const wanted = listFrom(tags, 'Shape Tags');
		const found = await readShapes(await vidiCore(), itemId, signal);
		return found.shapes
			.filter((shape) => wanted.length === 0 || shape.tags.some((tag) => wanted.includes(tag)))
			.map((shape) => ({ itemId: found.itemId, ...shapeOutput(shape) }));
	},
});

function shapeOutput({ frameRates, startTimeCode, files, ...facts }: Shape) {
	return {
		...facts,
		...videoTimeWords({ frameRates, startTimeCode, dropFrame: facts.dropFrame }),
		files: files.map(({ fileId, path, storageId, state, size }) => ({ fileId, path, storageId, state, size })),
	};
}
