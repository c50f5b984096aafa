import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import { searchItems } from '../items/items';
import { deleteItem } from '../deletes';
import { leavesOpen, lookAfterMs } from '../jobs/startJob';

/** An item that waits for its file. */
export interface Placeholder {
	/** Its title when it is whole. */
	title: string;
	/** Says the same for the same import, in hexadecimal digits. */
	request: string;
	/** Its MetadataDocument, with this title. */
	document: (title: string) => object;
}

/**
 * By this word an item is known that is not whole yet. It is in the title, which every VidiCore has and indexes; of
 * letters only, since an index may take words apart where digits begin.
 */
export const unfinishedWord = (request: string): string =>
	request.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

const unfinishedTitle = ({ title, request }: Placeholder) => `${title} (unfinished, n8n ${unfinishedWord(request)})`;

/** The item that an attempt before this one has made and not completed. Throws a VidiCoreError. */
export async function unfinishedItem(http: VidiCoreHttp, request: string): Promise<string | undefined> {
	const word = unfinishedWord(request);
	return (await searchItems(http, word, 1, 20)).entries.find(({ title }) => title.includes(word))?.id;
}

/**
 * Makes an item that waits for one file, under an unfinished title. After an answer that leaves open whether it was
 * made, it is looked for by its word. Resolves to its id. Throws a VidiCoreError.
 */
export async function makePlaceholder(http: VidiCoreHttp, wanted: Placeholder, signal?: AbortSignal): Promise<string> {
	try {
		const made = await ask(http, 'POST', '/API/import/placeholder', 'the new item', {
			query: [['container', 1]],
			body: JSON.stringify(wanted.document(unfinishedTitle(wanted))),
			signal,
		});
		return made.text('id');
	} catch (error) {
		const open = error instanceof VidiCoreError && leavesOpen(error);
		return (open ? await lookedFor(http, wanted, error, signal) : undefined) ?? (await Promise.reject(error));
	}
}

/**
 * Unlike jobs, items are found by way of VidiCore's index, which lags behind: a minute is waited for it, since a second
 * item would stay empty.
 */
const indexAfterMs = [...lookAfterMs, 10_000, 15_000, 30_000];

async function lookedFor(
	http: VidiCoreHttp,
	wanted: Placeholder,
	cause: VidiCoreError,
	signal?: AbortSignal,
): Promise<string> {
	for (const wait of indexAfterMs) {
		await http.clock.sleep(wait, signal);
		const found = await unfinishedItem(http, wanted.request).catch(() => undefined); // it may meet the same trouble
		if (found !== undefined) return found;
	}
	throw cause.reworded(
		`${sentence(cause)} It is not known whether VidiCore has made an item for it; if so, it is called ` +
			`"${unfinishedTitle(wanted)}". Running this again finds and completes it.`,
	);
}

/** The error, after the half-made item is gone; or with its id in the message where it could not be deleted. */
export async function undone(http: VidiCoreHttp, itemId: string, error: unknown, nothing: string): Promise<unknown> {
	const words = await deleteItem(http, itemId).then(
		() => nothing,
		() =>
			`The item ${itemId}, made for it, could not be deleted. Running this again completes it; ` +
			'if you do not want that, delete it in VidiCore.',
	);
	return withWords(error, words);
}

/** The error, with the id of an item of an earlier attempt, which is left as it is. */
export const left = (itemId: string, error: unknown): unknown =>
	withWords(
		error,
		`The item ${itemId}, made for it by an attempt before this one, is not complete. Running this again completes it.`,
	);

/** The error, with the id of an item whose file is on its way. */
export const started = (itemId: string, error: unknown): unknown =>
	withWords(
		error,
		`The file is being imported into the item ${itemId}, but not all is done about it. Running this again completes it.`,
	);

/** An error that is not VidiCore's, such as one of reading the file, says it as well. */
function withWords(error: unknown, words: string): unknown {
	if (error instanceof VidiCoreError) return error.reworded(`${sentence(error)} ${words}`);
	if (error instanceof Error) error.message = `${sentence(error)} ${words}`;
	return error;
}

const sentence = ({ message }: Error): string => `${message.replace(/\.$/, '')}.`;
