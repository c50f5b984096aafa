import { invalidInput, notFound } from '../faults';
import { mustBeFree } from '../metadata/locks';
import type { FieldValues } from '../metadata/fieldValues';
import { writeMetadata } from '../metadata/writeMetadata';
import { needs } from '../rights';
import type { Collection, Item } from '../entities';
import { uncertain } from '../uncertain';
import { metadataOf, type Kind } from './metadata';
import type { Call, Reply, Route } from './route';

export const metadataEntryRoutes: Route[] = [
	['PUT', /^\/API\/item\/([^/]+)\/metadata\/entry\/([^/]+)$/, change('item')],
	['PUT', /^\/API\/collection\/([^/]+)\/metadata\/entry\/([^/]+)$/, change('collection')],
	['PUT', /^\/API\/item\/([^/]+)\/metadata\/entry$/, changeMany('item')],
	['PUT', /^\/API\/collection\/([^/]+)\/metadata\/entry$/, changeMany('collection')],
];

interface Place {
	start: string;
	end: string;
	name: string;
	value: string;
}

/** The field in which a value stands, and its time span. */
export function placeOfValue(thing: Item | Collection, uuid: string): Place | undefined {
	const always = { start: '-INF', end: '+INF', fields: thing.fields };
	for (const { start, end, fields } of [always, ...(thing.spans ?? [])]) {
		const name = fields && nameWith(fields, uuid, thing.id);
		if (fields && name !== undefined) return { start, end, name, value: valueWith(fields, name, uuid, thing.id) };
	}
	return undefined;
}

const nameWith = (fields: FieldValues, uuid: string, seed: string): string | undefined =>
	fields.names().find((name) => fields.stored(name, seed)?.values.some((value) => value.uuid === uuid));

const valueWith = (fields: FieldValues, name: string, uuid: string, seed: string): string =>
	fields.stored(name, seed)?.values.find((value) => value.uuid === uuid)?.value ?? '';

/** Changes exactly one value (documented); fields and groups as entries are not done. */
function change(kind: Kind) {
	return (call: Call): Reply => {
		const { backend, user, params, document } = call;
		const { store } = backend;
		needs(user, uncertain.metadataRoles.write);
		const thing = store[kind](params[0] ?? '');
		const uuid = params[1] ?? '';
		if (document.value === undefined) throw invalidInput('entry', 'The emulator changes values only', uuid);
		const place = placeOfValue(thing, uuid);
		if (!place) throw notFound('metadata-entry', uuid);
		const raw = Array.isArray(document.value) ? (document.value as unknown[])[0] : document.value;
		const { value = '' } = (typeof raw === 'object' ? Object(raw) : { value: raw }) as { value?: unknown };
		const field = [{ name: place.name, value: [{ uuid, value }] }];
		const written = { timespan: [{ start: place.start, end: place.end, field }] };
		mustBeFree(store, { kind, id: thing.id }, user, written);
		writeMetadata(thing, written, { store, user: user.name });
		return metadataOf(call, kind);
	};
}

/** Several values, one after the other (members of the vendor's types). */
function changeMany(kind: Kind) {
	const one = change(kind);
	return (call: Call): Reply => {
		const { entry } = call.document;
		const sent = entry === undefined || entry === null ? [] : [entry].flat();
		for (const raw of sent) {
			const { valueUuid = '', value } = Object(raw) as { valueUuid?: unknown; value?: unknown };
			one({ ...call, params: [call.params[0] ?? '', String(valueUuid)], document: { value } });
		}
		return undefined;
	};
}
