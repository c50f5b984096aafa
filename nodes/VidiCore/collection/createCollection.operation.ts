import { isMissing, VidiCoreError } from '../../../vidicore/errors';
import {
	collectionsCalled,
	createCollection as create,
	readCollection,
} from '../../../vidicore/collections/collections';
import type { VidiCoreHttp } from '../../../vidicore/http';
import type { CollectionSummary } from '../../../vidicore/items/collections';
import { text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { Turns } from '../../paidJobs/turns';
import { collectionOutputs } from './collectionFields';

/** A collection of that name: the one that is there, or a new one. Running it again makes no second one. */
export const createCollection = operation({
	value: 'create',
	label: 'Create',
	action: 'Create a collection',
	description: 'Create a collection, or find the one that has this name already',
	fields: {
		name: text({ displayName: 'Name', required: true, placeholder: 'e.g. Evening news 2026' }),
	},
	outputs: { ...collectionOutputs, created: 'false: there was one of that name' },
	async run({ name }, { vidiCore, signal, hint }) {
		const http = await vidiCore();
		const key = JSON.stringify([http.root, name]);
		const cancelled = () =>
			new VidiCoreError('It was cancelled', { kind: 'cancelled' }, { method: 'POST', path: '/API/collection' });
		const work = async () => {
			const there = (await madeHere(http, key)) ?? (await found(http, name, hint, signal));
			const collection = there ?? (await create(http, name, signal));
			remember(key, collection.id);
			return { collectionId: collection.id, name, created: !there };
		};
		return await turns.take(key, work, { signal, cancelled });
	},
});

async function found(
	http: VidiCoreHttp,
	name: string,
	hint: (message: string) => void,
	signal?: AbortSignal,
): Promise<CollectionSummary | undefined> {
	const [oldest, ...others] = await collectionsCalled(http, name, signal);
	if (oldest && others.length > 0)
		hint(`There are ${others.length + 1} collections called "${name}"; the oldest came out, ${oldest.id}.`);
	return oldest;
}

/**
 * A new collection is in VidiCore's search only after a moment; until then a second item of the same name must not make
 * a second one. By address and name, of this process, the last ones.
 */
const made = new Map<string, string>();
const most = 1000;
const turns = new Turns();

function remember(key: string, id: string): void {
	made.delete(key);
	made.set(key, id);
	const [oldest] = made.keys();
	if (made.size > most && oldest !== undefined) made.delete(oldest);
}

/** The one that this process has made or found, if it is still there under its name. */
async function madeHere(http: VidiCoreHttp, key: string): Promise<CollectionSummary | undefined> {
	const id = made.get(key);
	if (id === undefined) return undefined;
	const collection = await readCollection(http, id).catch(async (error: unknown) =>
		isMissing(error) ? undefined : await Promise.reject(error),
	);
	return collection && JSON.stringify([http.root, collection.name]) === key ? collection : undefined;
}
