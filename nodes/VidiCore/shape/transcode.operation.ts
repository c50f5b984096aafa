import { segment } from '../../../vidicore/http';
import { readShapes } from '../../../vidicore/shapes/shapes';
import { UserError } from '../../kit/errors';
import { options } from '../../kit/fields/grouped';
import { listFrom, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { jobOutputs } from '../../paidJobs/jobOutput';
import { startFree } from '../../paidJobs/startFree';
import { startFields } from '../../paidJobs/startOptions';
import { itemPicker } from '../../pickers/item';
import { refuseUnknownTags } from '../../shapes/knownTags';

/** Further versions of an item's media; those that are there already are not made again. */
export const transcode = operation({
	value: 'transcode',
	label: 'Transcode',
	action: 'Transcode an item',
	description: 'Make further versions of an item’s media, such as a proxy; "Wait For Job" tells when they are there',
	fields: {
		itemId: itemPicker,
		tags: text({
			displayName: 'Shape Tags',
			required: true,
			placeholder: 'e.g. lowres, __mp4',
			description: 'Which versions to make, with commas between them',
		}),
		options: options({ priority: startFields.priority }),
	},
	outputs: {
		...jobOutputs,
		started: 'Whether this node started the job; false when all is there, or when the same runs already',
		reason: 'Why it was not started',
		tags: 'The versions that are being made; empty when all are there',
		tagsThere: 'The versions that were there already, for the media that the item has now',
	},
	async run({ itemId, tags, options: { priority } }, call) {
		const http = await call.vidiCore();
		const { signal } = call;
		const wanted = [...new Set(listFrom(tags, 'Shape Tags'))];
		await refuseUnknownTags(http, wanted);
		const { shapes } = await readShapes(http, itemId, signal);
		const original = shapes.find((shape) => shape.tags.includes('original'));
		if (shapes.length === 0 || (original && original.files.length === 0))
			throw new UserError(
				`${itemId} has no media that could be transcoded`,
				'Nothing was started. Its import may not be done yet: wait for its job first.',
			);
		const version = original?.essenceVersion ?? Math.max(...shapes.map(({ essenceVersion }) => essenceVersion));
		const current = shapes.filter(({ essenceVersion }) => essenceVersion === version);
		const isThere = (tag: string) => current.some((shape) => shape.tags.includes(tag));
		const [tagsThere, missing] = [wanted.filter(isThere), wanted.filter((tag) => !isThere(tag))];
		if (missing.length === 0)
			return { itemId, started: false, reason: 'The item has these shapes already', tags: [], tagsThere };
		const job = await startFree(call, http, {
			path: `/API/item/${segment(itemId)}/transcode`,
			options: { tag: missing.join(','), priority },
			about: String(version),
		});
		return { ...job, itemId, tags: missing, tagsThere };
	},
});
