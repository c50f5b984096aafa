import { invalidInput, notFound } from '../../faults';
import type { Kept } from '../../kept/keptDocuments';
import { uncertain } from '../../uncertain';
import { call, type DeclaredCall } from '../declared';
import { takes, type Parameters } from '../parameters';
import type { Call, Reply } from '../route';
import { kindOf, placeOf } from './place';

/** Documents that are only kept: what was sent is given back, listed and deleted. */
export interface Family {
	/** Where they lie, in words: `/API/quota`, `/API/item/{}/storage-rule`. */
	path: string;
	/** Root element of one of them. */
	root: string;
	/** Root element of their list, and the member that holds it; there is no list where absent. */
	list?: readonly [root: string, member: string];
	/** The member that says which of them it is; `id` by default. */
	key?: string;
	/** What can be done, in words: list, create, read, write, remove, clear. */
	can: string;
	/** Whether a write needs that there is one already: their ids are VidiCore's own. */
	mustExist?: boolean;
	/** Parameters of the list. */
	listed?: Parameters;
	/** What there is from the start, where nobody has written. */
	initial?: Readonly<Record<string, Record<string, unknown>>>;
}

type Document = Record<string, unknown>;

/** The documents at a family's place. */
export function documentsOf(asked: Call, { path, initial = {} }: Family): Map<string, Kept> {
	const { kept } = asked.backend.store;
	const place = placeOf(asked, path);
	const isNew = !kept.has(place);
	const documents = kept.at(place);
	if (isNew) for (const [id, document] of Object.entries(initial)) documents.set(id, { ...document });
	return documents;
}

/** Its last part is a document's name; those before are its place's. */
const nameIn = ({ params }: Call): string => params.at(-1) ?? '';

const shown = (family: Family, id: string, document: Kept): Document => ({
	...document,
	[family.key ?? 'id']: id,
});

/** A document that there is. Throws 404 where there is none. */
export function documentIn(asked: Call, family: Family): Document {
	const found = documentsOf(asked, family).get(nameIn(asked));
	if (!found) throw notFound(kindOf(family.path), nameIn(asked));
	return found as Document;
}

const answer = (family: Family, id: string, document: Kept): Reply => ({
	root: family.root,
	document: shown(family, id, document),
	plain: id,
});

function list(family: Family, [root, member]: readonly [string, string]) {
	return (asked: Call): Reply => {
		const documents = [...documentsOf(asked, family)];
		const names = documents.map(([id]) => id);
		const all = member === 'uri' ? names : documents.map(([id, document]) => shown(family, id, document));
		return { root, document: { [member]: all }, plain: names.join('\r\n') };
	};
}

function create(family: Family) {
	return (asked: Call): Reply => {
		const id = asked.backend.store.nextId();
		documentsOf(asked, family).set(id, asked.document);
		return answer(family, id, asked.document);
	};
}

function write(family: Family) {
	return (asked: Call): Reply => {
		const id = nameIn(asked);
		if (id === '') throw invalidInput(kindOf(family.path), 'No name given');
		if (family.mustExist) documentIn(asked, family);
		documentsOf(asked, family).set(id, asked.document);
		return uncertain.answersWhatWasWritten ? answer(family, id, asked.document) : undefined;
	};
}

function remove(family: Family) {
	return (asked: Call): Reply => {
		documentIn(asked, family);
		documentsOf(asked, family).delete(nameIn(asked));
		return undefined;
	};
}

/** The calls of a family. */
export function callsOf(family: Family): DeclaredCall[] {
	const { path, can, list: listed, listed: parameters = takes('') } = family;
	const one = `${path}/{}`;
	const all: Array<[word: string, calls: DeclaredCall[]]> = [
		['list', listed ? [call(`GET ${path}`, list(family, listed), parameters)] : []],
		['create', [call(`POST ${path}`, create(family))]],
		['clear', [call(`DELETE ${path}`, (asked) => void documentsOf(asked, family).clear())]],
		['read', [call(`GET ${one}`, (asked) => answer(family, nameIn(asked), documentIn(asked, family)))]],
		['write', [call(`PUT ${one}`, write(family))]],
		['remove', [call(`DELETE ${one}`, remove(family))]],
	];
	const words = can.split(' ');
	return all.filter(([word]) => words.includes(word)).flatMap(([, calls]) => calls);
}
