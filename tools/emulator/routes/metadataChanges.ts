import { invalidInput, notFound } from '../faults';
import { firstChange, type Change, type ChangeSet, type History } from '../metadata/changes';
import type { FieldIn, GroupIn, SpanIn } from '../metadata/metadataIn';
import { pageOfList } from '../search/pages';
import { needs } from '../rights';
import { uncertain } from '../uncertain';
import type { Kind } from './metadata';
import type { Call, Reply, Route } from './route';

export const metadataChangeRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/metadata\/changes$/, list('item')],
	['GET', /^\/API\/item\/([^/]+)\/metadata\/changes\/([^/]+)$/, one('item')],
	['GET', /^\/API\/collection\/([^/]+)\/metadata\/changes$/, list('collection')],
	['GET', /^\/API\/collection\/([^/]+)\/metadata\/changes\/([^/]+)$/, one('collection')],
];

/** All writings of a thing's metadata, the oldest first; the first is that with which the archive was made. */
export const setsOf = ({ changes = [] }: History): ChangeSet[] => [{ ...firstChange, spans: [] }, ...changes];

/** Change sets from `first` on, `number` of them, where 0 is all (documented defaults); `change` names a single one. */
function list(kind: Kind) {
	return ({ backend: { store }, user, params: [id = ''], query }: Call): Reply => {
		needs(user, uncertain.metadataRoles.read);
		const wanted = query.get('change');
		const sets = setsOf(store[kind](id)).filter((set) => wanted === null || set.id === wanted);
		if (wanted !== null && sets.length === 0) throw notFound('change-set', wanted);
		return changeSetsDocument(query.get('number') === '0' ? sets : pageOfList(sets, query, sets.length));
	};
}

function one(kind: Kind) {
	return ({ backend: { store }, user, params: [id = '', change = ''] }: Call): Reply => {
		needs(user, uncertain.metadataRoles.read);
		if (change === '') throw invalidInput('change-set', 'No change set given', id);
		const set = setsOf(store[kind](id)).find((candidate) => candidate.id === change);
		if (!set) throw notFound('change-set', change);
		return changeSetsDocument([set]);
	};
}

/** A MetadataChangeSetDocument. */
export const changeSetsDocument = (sets: readonly ChangeSet[]): Reply => ({
	root: 'MetadataChangeSetDocument',
	document: { changeSet: sets.map((set) => ({ id: set.id, metadata: { timespan: set.spans.map(spanOf(set)) } })) },
});

/** What was written, as metadata are answered; an entry that is taken away says so (inferred). */
const spanOf = (change: Change) => (span: SpanIn) => ({
	start: span.start,
	end: span.end,
	field: span.field.map(fieldOf(change)),
	group: span.group.map(groupOf(change)),
});

const written = ({ id, user, timestamp }: Change) => ({ user, timestamp, change: id });

const fieldOf =
	(change: Change) =>
	({ name, mode, values }: FieldIn) => ({
		name,
		...(mode === 'set' ? {} : { mode }),
		value: values.map((one) => ({
			value: one.value,
			...(one.mode === 'set' ? {} : { mode: one.mode }),
			...written(change),
		})),
		...written(change),
	});

const groupOf =
	(change: Change) =>
	(group: GroupIn): object => ({
		name: group.name,
		...(group.mode === 'set' ? {} : { mode: group.mode }),
		field: group.field.map(fieldOf(change)),
		group: group.group.map(groupOf(change)),
		...written(change),
	});
