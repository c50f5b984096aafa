import { clipFields, cuttingOptions } from '../../clips/clipFields';
import { reworded, showWhen } from '../../kit/field';
import { optional, options } from '../../kit/fields/grouped';
import { unmarked } from '../../kit/fields/picker';
import { choice, notice, text, toggle } from '../../kit/fields/plain';
import { collectionPicker } from '../../pickers/collection';
import { fromInput } from '../../pickers/fromInput';
import { itemPicker } from '../../pickers/item';

const ofClip = { part: ['clip'] };

/** What the clips are, item by item, and what becomes of them, which is asked of the first. */
export const makeItemFields = {
	notice: notice(
		'All input items together become one new item. VidiCore makes it; "Wait For Job" tells when it is there.',
	),
	title: text({
		displayName: 'Title',
		required: true,
		placeholder: 'e.g. Ada Nordin, all appearances',
		description: 'The title of the new item; that of the first input item counts',
	}),
	itemId: fromInput(
		{ ...itemPicker, property: { ...itemPicker.property, default: { mode: 'id', value: '={{ $json.itemId }}' } } },
		'itemId',
	),
	part: choice({
		displayName: 'Which Part',
		options: [
			{ name: 'Clip', value: 'clip', description: 'From a time to a time' },
			{ name: 'Whole Video', value: 'whole' },
		],
		default: 'clip',
	}),
	from: showWhen(clipFields.from, ofClip),
	to: showWhen(clipFields.to, ofClip),
	caption: text({
		displayName: 'Text in the Picture',
		placeholder: 'e.g. {{ $json.person }}',
		description: 'A line that VidiCore writes into the picture for as long as the clip lasts; none when empty',
	}),
	collectionId: optional(
		unmarked(
			reworded(collectionPicker, {
				displayName: 'Collection',
				description: 'The collection into which the new item is put; none when empty',
			}),
		),
	),
	options: options({
		...cuttingOptions,
		copyMetadata: toggle({
			displayName: 'Copy Metadata',
			default: true,
			description: 'Whether what the videos’ metadata say of these times, such as who is seen, comes along',
		}),
		ifUnusable: choice({
			displayName: 'If a Clip Cannot Be Used',
			options: [
				{ name: 'Make Nothing', value: 'stop' },
				{ name: 'Leave It Out', value: 'leaveOut', description: 'The output says which and why' },
			],
			default: 'stop',
			description: 'What to do when a video is gone, is none, or may not be seen',
		}),
		joinClips: toggle({
			displayName: 'Join Touching Clips',
			default: true,
			description: 'Whether clips of the same video that overlap or touch become one, so that nothing is seen twice',
		}),
		sourceTag: text({
			displayName: 'Shape of the Videos',
			placeholder: 'e.g. lowres',
			description: 'The tag of the version of the media that is cut; the original when empty',
		}),
		shapeTag: text({
			displayName: 'Shape of the New Item',
			default: 'original',
			placeholder: 'e.g. __mp4',
			description: 'The tag of the shape that VidiCore makes. "original" keeps the format of the first video.',
		}),
		thumbnails: toggle({
			displayName: 'Thumbnails',
			default: true,
			description: 'Whether VidiCore makes thumbnails of the new item',
		}),
	}),
};
