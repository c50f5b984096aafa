import { randomUUID } from 'node:crypto';
import type { VidiCoreHttp } from '../../../vidicore/http';
import { importFile } from '../../../vidicore/imports/importFile';
import { importOnce } from '../../../vidicore/imports/importOnce';
import type { Import } from '../../../vidicore/imports/importRequest';
import { checkCollection } from '../../../vidicore/items/collections';
import { metadataDocument } from '../../../vidicore/items/metadata';
import { attemptOf } from '../../kit/attempt';
import { digest } from '../../kit/digest';
import { UserError } from '../../kit/errors';
import { reworded } from '../../kit/field';
import { optional, options } from '../../kit/fields/grouped';
import { unmarked } from '../../kit/fields/picker';
import { listFrom, text, toggle } from '../../kit/fields/plain';
import type { Mapped } from '../../kit/fields/mapper';
import { operation, type Call } from '../../kit/operation';
import { furtherFields, newItemsFields } from '../../metadata/fieldMapper';
import { definedFields, valuesByField } from '../../metadata/givenValues';
import { startFields } from '../../paidJobs/startOptions';
import { importInTurn } from '../../paidJobs/importTurns';
import { collectionPicker } from '../../pickers/collection';
import { storagePicker } from '../../pickers/storage';
import { sourceFields, sourceOf } from './importSource';

/** Brings a file into VidiCore as a new item, once; the job that does it is not waited for. */
export const importItem = operation({
	value: 'import',
	label: 'Import',
	action: 'Import an item',
	description: 'Bring a file into VidiCore as a new item, once',
	fields: {
		...sourceFields,
		title: text({
			displayName: 'Title',
			placeholder: 'e.g. Evening news, 1 April',
			description: 'The title of the new item; the name of the file when empty',
		}),
		collectionId: optional(
			unmarked(
				reworded(collectionPicker, {
					displayName: 'Collection',
					description: 'The collection into which the item is put; none when empty',
				}),
			),
		),
		metadata: newItemsFields,
		furtherFields,
		options: options({
			importAgain: toggle({
				displayName: 'Import Again',
				default: false,
				description: 'Whether to make a new item although the same file was imported before',
			}),
			importOnceBy: text({
				displayName: 'Import Once By',
				placeholder: 'e.g. tape 4711',
				description:
					'What the file is known by, for example its number in another system. When empty, a file is the same by its ' +
					'content, and an address by itself.',
			}),
			priority: startFields.priority,
			shapeTags: text({
				displayName: 'Transcode To',
				placeholder: 'e.g. __mp4, lowres',
				description: 'The tags of the shapes that VidiCore makes of it, with commas between them',
			}),
			storageId: optional(unmarked(storagePicker)),
		}),
	},
	outputs: {
		itemId: 'The item',
		title: 'Its title',
		imported: 'Whether this run has brought it into VidiCore; false when it was there already',
		reason: 'Why it was not imported again',
		jobId: 'The job that takes the file in, for Wait For Job; absent when it came into VidiCore without one',
		state: 'How the job stands, in one word: waiting, running, finished, warning, failed, aborted',
		status: 'The same in VidiCore’s words: READY, FINISHED …',
		fileName: 'The name of the file',
		bytes: 'Its size, where n8n knows it',
		collectionId: 'The collection into which it was put',
	},
	async run(fields, call) {
		const { collectionId, options: wishes } = fields;
		const http = await call.vidiCore();
		const { source, fileName, size, identity } = await sourceOf(fields, call, wishes.importOnceBy);
		const { title, values } = await metadataOf(fields, fileName, call, http);
		if (collectionId !== undefined) await checkCollection(http, collectionId);
		const { signal } = call;
		const again = wishes.importAgain ? attemptOf(call.context, call.item) : [];
		const request = digest('import', ...identity, ...again);
		const wanted: Omit<Import, 'source'> = {
			title,
			document: (named) => metadataDocument({ ...values, title: named }),
			collectionId,
			storageId: wishes.storageId,
			tags: listFrom(wishes.shapeTags, 'Transcode To'),
			priority: wishes.priority,
			request,
			correlation: randomUUID(),
			progress: progressIn(call, fileName),
		};
		const work = async () =>
			source.kind === 'file'
				? await importFile(http, source.fileId, wanted, wishes.importAgain, signal)
				: await importOnce(http, { ...wanted, source }, signal);
		const done = await importInTurn(digest(http.root, request), work, signal);
		return {
			itemId: done.itemId,
			title: done.title,
			imported: done.imported,
			...(done.imported ? {} : { reason: 'The same file was imported before' }),
			...(done.job ? { jobId: done.job.jobId, status: done.job.status } : {}),
			fileName,
			...(size === undefined ? {} : { bytes: size }),
			...(collectionId === undefined ? {} : { collectionId }),
		};
	},
});

interface Named {
	title: string;
	metadata: Mapped;
	furtherFields: ReadonlyArray<{ name: string; value: unknown }>;
}

/**
 * The title, and the values of the other fields, checked before anything is made. Throws a UserError, also for two
 * titles.
 */
async function metadataOf(
	{ title, metadata, furtherFields: further }: Named,
	fileName: string,
	{ context, signal }: Call,
	http: VidiCoreHttp,
) {
	const given = [...metadata, ...further.map(({ name, value }) => [name, value] as const)];
	const defined = given.length > 0 ? await definedFields(context, http, signal) : undefined;
	const { title: titles = [], ...others } = Object.fromEntries(
		defined ? valuesByField(defined, given, { itemId: 'the new item', zone: context.getTimezone() }) : [],
	);
	if (title !== '' && titles.length > 0)
		throw new UserError('The title is set twice', 'Leave "Title" empty, or take the field title out of the others.');
	return { title: title || titles[0] || fileName || 'Untitled', values: others };
}

/** Says in n8n's log how far a long upload is, at each tenth. */
function progressIn({ context }: Call, fileName: string): NonNullable<Import['progress']> {
	let tenths = 0;
	return (sent, size) => {
		const now = Math.floor((sent * 10) / size);
		if (now === tenths || size < longUpload) return;
		tenths = now;
		context.logger.info(`${fileName}: ${now * 10} % of ${Math.round(size / 2 ** 20)} MB sent to VidiCore`);
	};
}

/** In bytes. */
const longUpload = 100 * 2 ** 20;
