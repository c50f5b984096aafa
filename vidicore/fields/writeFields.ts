import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { isSameRevision } from '../items/revision';
import { leavesOpen } from '../jobs/startJob';
import {
	isNoted,
	noteDocument,
	stepOf,
	type FieldChange,
	type SameTime,
	type SpanNow,
	type Step,
	type TimedNote,
	type ValueNow,
} from './changes';

/** What is to be written into one item. */
export interface Wanted {
	changes: readonly FieldChange[];
	notes?: readonly TimedNote[];
	sameTime?: SameTime;
	signal?: AbortSignal;
}

export interface Written {
	/** The fields that were changed, notes by the name of their field. */
	changed: string[];
	/** Field → what it holds now, without what is timed. */
	values: Record<string, string[]>;
	/** Field → the values that this has brought into it. */
	added: Record<string, string[]>;
}

/** So often it is read and written anew when somebody else writes at the same time. */
const attempts = 6;

/**
 * Changes fields of an item and adds timed notes, sending only what is not there yet; doing it again changes nothing.
 * It is written on the condition that nobody has written since it was read (`revision`), else read and merged anew, so
 * that nothing another has added gets lost. A revision that is refused and is still the one there is (one of several
 * parts is recorded, its use as a condition is not) is no condition any more. When it is not clear whether a write was
 * done, the item is read first. Throws a VidiCoreError, `notFound` for an unknown item or field; then nothing was
 * written.
 */
export async function writeFields(http: VidiCoreHttp, itemId: string, wanted: Wanted): Promise<Written> {
	let sent: string[] = [];
	let added: Record<string, string[]> = {};
	let refused: string | undefined;
	for (let attempt = 1; ; attempt++) {
		const { revision, steps, notes } = await lookUp(http, itemId, wanted);
		const open = steps.filter(({ document }) => document !== undefined);
		const values = Object.fromEntries(steps.map(({ name, after }) => [name, after]));
		if (open.length === 0 && notes.length === 0) return { changed: sent, values, added };
		sent = [...new Set([...open.map(({ name }) => name), ...notes.map(({ field }) => field)])];
		added = Object.fromEntries(steps.map((step) => [step.name, step.added]));
		try {
			const condition = isSameRevision(revision, refused) ? undefined : revision;
			await send(http, itemId, condition, open, notes, wanted.signal);
			return { changed: sent, values, added };
		} catch (error) {
			if (isConflict(error) && attempt < attempts) refused = revision;
			else if (await isDoneAfterAll(error, http, itemId, wanted)) return { changed: sent, values, added };
		}
	}
}

/** Whether a write was done whose answer leaves that open. Throws the error where it was not, and says so. */
async function isDoneAfterAll(error: unknown, http: VidiCoreHttp, itemId: string, wanted: Wanted): Promise<true> {
	const open = error instanceof VidiCoreError && error.kind !== 'cancelled' && leavesOpen(error);
	if (!open) return await Promise.reject(error);
	const done = await isDone(http, itemId, wanted).catch(() => undefined);
	if (done) return done;
	const state = done === false ? 'Nothing was written to' : 'It is not known whether it was written to';
	return await Promise.reject(error.reworded(`${error.message.replace(/\.$/, '')}. ${state} ${itemId}`));
}

async function isDone(http: VidiCoreHttp, itemId: string, wanted: Wanted): Promise<boolean> {
	const { steps, notes } = await lookUp(http, itemId, wanted);
	return notes.length === 0 && steps.every(({ document }) => document === undefined);
}

/** How a revision is refused is not documented: a conflict, or an input that is not taken. */
const isConflict = (error: unknown): boolean =>
	error instanceof VidiCoreError &&
	(error.kind === 'conflict' || (error.kind === 'invalidInput' && /revision/i.test(error.message)));

async function send(
	http: VidiCoreHttp,
	itemId: string,
	revision: string | undefined,
	steps: readonly Step[],
	notes: readonly TimedNote[],
	signal?: AbortSignal,
): Promise<void> {
	// A span without anything in it would be removed (documented).
	const generic =
		steps.length === 0 ? [] : [{ start: '-INF', end: '+INF', field: steps.map(({ document }) => document) }];
	const body = JSON.stringify({ timespan: [...generic, ...notes.map(noteDocument)] });
	const query = revision === undefined ? [] : ([['revision', revision]] as const);
	const path = `/API/item/${segment(itemId)}/metadata`;
	(await ask(http, 'PUT', path, `the metadata of ${itemId}`, { query, body, signal })).parts('item');
}

interface LookedUp {
	revision?: string;
	steps: Step[];
	/** Those that are not there yet. */
	notes: TimedNote[];
}

async function lookUp(http: VidiCoreHttp, itemId: string, wanted: Wanted): Promise<LookedUp> {
	const { changes, notes = [], sameTime = (one, other) => one === other, signal } = wanted;
	const read = async (query: ReadonlyArray<readonly [string, string | boolean]>) => {
		const what = `the metadata of ${itemId}`;
		const fixed = [
			['content', 'metadata'],
			['includeTransientMetadata', false],
		] as const;
		const item = await ask(http, 'GET', `/API/item/${segment(itemId)}`, what, { query: [...fixed, ...query], signal });
		item.text('id');
		return item.partIfAny('metadata');
	};
	const names = [...new Set([...changes.map(({ field }) => field.name), ...notes.map(({ field }) => field)])];
	const generic = await read([
		['field', names.join(',')],
		['interval', 'generic'],
	]);
	const values = valuesIn(generic);
	const spans: SpanNow[] = [];
	for (const interval of new Set(notes.map(({ start, end }) => `${start}-${end}`)))
		spans.push(...spansOf(await read([['interval', interval]])));
	return {
		revision: generic?.plainIfAny('revision'),
		steps: changes.map((change) => stepOf(change, values.get(change.field.name) ?? [])),
		notes: notes.filter((note) => !isNoted(note, spans, sameTime)),
	};
}

function valuesIn(metadata: Part | undefined): Map<string, ValueNow[]> {
	const fields = (metadata?.partsIfAny('timespan') ?? []).flatMap((span) => span.partsIfAny('field') ?? []);
	return new Map(
		fields.map((field) => [
			field.text('name'),
			(field.partsIfAny('value') ?? []).flatMap((one) => {
				const [value, uuid] = [one.plainIfAny('value'), one.textIfAny('uuid')];
				return value === undefined ? [] : [{ value, ...(uuid === undefined ? {} : { uuid }) }];
			}),
		]),
	);
}

const spansOf = (metadata: Part | undefined): SpanNow[] =>
	(metadata?.partsIfAny('timespan') ?? []).map((span) => ({
		start: span.text('start'),
		end: span.text('end'),
		fields: textsIn(span),
		groups: (span.partsIfAny('group') ?? []).map((group) => ({ name: group.text('name'), fields: textsIn(group) })),
	}));

const textsIn = (part: Part): SpanNow['fields'] =>
	(part.partsIfAny('field') ?? []).map((field) => ({
		name: field.text('name'),
		values: (field.partsIfAny('value') ?? []).flatMap((one) => one.plainIfAny('value') ?? []),
	}));
