import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputClips, joinedClips, type InputClip, type LeftOut } from '../../clips/inputClips';
import { itemOfClipsOutputs, makeItemOfClips } from '../../clips/makeItem';
import { UserError } from '../../kit/errors';
import type { Values } from '../../kit/field';
import { cancelSignal } from '../../kit/n8nFunctions';
import { operationOnAll } from '../../kit/operation';
import { vidiCore } from '../../kit/vidiCore';
import { jobOutputs } from '../../paidJobs/jobOutput';
import { makeItemFields } from './makeItemFields';

/** Has VidiCore make one new video of the clips of all input items. */
export const makeItem = operationOnAll({
	value: 'makeItemOfClips',
	label: 'Make Item of Clips',
	action: 'Make an item of clips',
	description: 'Make one new video of pieces of others: each input item is a clip, in their order',
	fields: makeItemFields,
	outputs: {
		...jobOutputs,
		...itemOfClipsOutputs,
		leftOut: 'Input items of which nothing could be used: inputItem (from 1), itemId, reason',
	},
	async runAll(items, context) {
		const [first] = items;
		if (!first) return [[]];
		const { title, collectionId, options: wishes } = first;
		const [http, signal] = [await vidiCore(context), cancelSignal(context)];
		const wanted = items.map(wantedOf);
		const { clips, leftOut } = await inputClips(http, wanted, signal);
		if (clips.length === 0 || wishes.ifUnusable === 'stop') refuseLeftOut(leftOut);
		const row = await makeItemOfClips({ context, item: 0, signal }, http, {
			clips: wishes.joinClips ? joinedClips(clips) : clips,
			title,
			tag: wishes.shapeTag || 'original',
			sourceTag: wishes.sourceTag || undefined,
			copyMetadata: wishes.copyMetadata,
			thumbnails: wishes.thumbnails,
			collectionId,
			priority: wishes.priority,
		});
		return [[ofAll(context, { ...row, ...(leftOut.length > 0 ? { leftOut } : {}) })]];
	},
});

/** One by one: a field that is not shown may be empty, and is not asked for. */
const wantedOf = (values: Values<typeof makeItemFields>): InputClip => ({
	itemId: values.itemId,
	...(values.part === 'whole' ? { from: '', to: '' } : { from: values.from, to: values.to }),
	caption: values.caption,
	fromZero: values.options.timeCodeFrom === 'zero',
	handleBefore: values.options.handleBefore,
	handleAfter: values.options.handleAfter,
});

function refuseLeftOut(leftOut: readonly LeftOut[]): void {
	const [first, ...more] = leftOut;
	if (!first) return;
	const others = more.length === 0 ? '' : `, and so it is with ${more.length} more (input items ${placesOf(more)})`;
	throw new UserError(
		`Input item ${first.inputItem} cannot be used: ${first.reason.replace(/\.$/, '')}${others}`,
		'Nothing was started. The option "If a Clip Cannot Be Used" can leave such clips out.',
	);
}

const placesOf = (leftOut: readonly LeftOut[]): string =>
	`${leftOut
		.slice(0, 10)
		.map(({ inputItem }) => inputItem)
		.join(', ')}${leftOut.length > 10 ? ' …' : ''}`;

/** One row that comes of all input items. */
const ofAll = (context: IExecuteFunctions, json: object): INodeExecutionData => ({
	json: json as INodeExecutionData['json'],
	pairedItem: context.getInputData().map((_, item) => ({ item })),
});
