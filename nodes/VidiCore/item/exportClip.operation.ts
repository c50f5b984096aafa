import { exportStart, type ClipExport } from '../../../vidicore/clips/exportClip';
import { secretsIn } from '../../../vidicore/imports/source';
import { readMediaFacts } from '../../../vidicore/items/mediaFacts';
import { withoutUserInfo } from '../../../vidicore/redact';
import { clipBetween } from '../../clips/clipBetween';
import { clipFields, cuttingOptions } from '../../clips/clipFields';
import { segmentRow } from '../../clips/segmentRows';
import { UserError } from '../../kit/errors';
import { showWhen } from '../../kit/field';
import { options } from '../../kit/fields/grouped';
import { choice, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { keepSecret } from '../../kit/secrets';
import { jobOutputs } from '../../paidJobs/jobOutput';
import { startFree } from '../../paidJobs/startFree';
import { exportLocationPicker } from '../../pickers/exportLocation';
import { itemPicker } from '../../pickers/item';
import { refuseUnknownTags } from '../../shapes/knownTags';

/** Has VidiCore cut a piece out of a video and bring it somewhere as a file. */
export const exportClip = operation({
	value: 'exportClip',
	label: 'Export Clip',
	action: 'Export a clip of an item',
	description: 'Deliver a piece of a video as a file; VidiCore cuts it, "Wait For Job" tells when it is there',
	fields: {
		itemId: itemPicker,
		...clipFields,
		destination: choice({
			displayName: 'Export To',
			options: [
				{ name: 'Export Location', value: 'location', description: 'A place that VidiCore knows by a name' },
				{
					name: 'Storage URI',
					value: 'storageUri',
					description: 'Any address that VidiCore can write to, such as s3://bucket/clips/',
				},
			],
			default: 'location',
		}),
		locationName: showWhen(exportLocationPicker, { destination: ['location'] }),
		storageUri: showWhen(
			text({
				displayName: 'Storage URI',
				required: true,
				placeholder: 'e.g. s3://bucket/clips/{{ $json.person }}.mp4',
				description:
					'With a slash at its end it is a folder, and the clip gets the name of the file that it is cut from; ' +
					'otherwise it is the file. Leave keys out where you can: a workflow can be read by others.',
			}),
			{ destination: ['storageUri'] },
		),
		options: options({
			...cuttingOptions,
			shapeTag: text({
				displayName: 'Shape Tag',
				placeholder: 'e.g. __mp4',
				description:
					'Which version of the media is cut. VidiCore makes it on the way where the item has none. The original when ' +
					'empty, or what the export location says.',
			}),
		}),
	},
	outputs: {
		...jobOutputs,
		itemId: 'The item that the clip is of',
		started: 'Whether this node started the job; false when the same runs already',
		reason: 'Why it was not started',
		start: 'Where the clip begins, in VidiCore’s notation, in whole frames of the video',
		end: 'Where it is over',
		startSeconds: 'Where it begins, in seconds from the beginning of the video',
		endSeconds: 'Where it is over, in seconds',
		durationSeconds: 'How long it is',
		frames: 'How many frames it has',
		exportLocation: 'The export location to which it goes',
		storageUri: 'The address to which it goes, without its key',
	},
	async run(fields, call) {
		const { itemId, from, to, options: wishes } = fields;
		const { priority, handleBefore, handleAfter } = wishes;
		const target = destinationOf(fields);
		if ('uri' in target) keepSecret(call.context, secretsIn(target.uri));
		const http = await call.vidiCore();
		const fromZero = wishes.timeCodeFrom === 'zero';
		const facts = await readMediaFacts(http, itemId, call.signal);
		const clip = clipBetween({ itemId, from, to, fromZero, handleBefore, handleAfter }, facts);
		const tag = wishes.shapeTag || undefined;
		if (tag !== undefined) await refuseUnknownTags(http, [tag]);
		const job = await startFree(call, http, exportStart({ segment: clip, to: target, tag, priority }));
		const { start, end, startSeconds, endSeconds, durationSeconds, frames } = segmentRow(clip, 0);
		return {
			...job,
			itemId,
			...{ start, end, startSeconds, endSeconds, durationSeconds, frames },
			...('uri' in target ? { storageUri: withoutUserInfo(target.uri) } : { exportLocation: target.locationName }),
		};
	},
});

interface Destination {
	destination: string;
	locationName: string;
	storageUri: string;
}

function destinationOf(fields: Destination): ClipExport['to'] {
	if (fields.destination === 'location') return { locationName: fields.locationName };
	const uri = fields.storageUri;
	if (/^[a-z][a-z0-9+.-]*:\/*[^/\s]/i.test(uri)) return { uri };
	throw new UserError(
		'"Storage URI" is no address',
		'It begins with the kind of storage, for example s3://bucket/clips/ or file:///deliveries/clip.mp4.',
	);
}
