import { notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import { placeOf } from './kept/place';
import type { Call, Reply } from './route';

/** Where files of a thing are to lie: kept and answered, the emulator moves none. */
const ofThing = '/API/{item|collection|library}/{}/storage-rule';
const ofTag = '/API/shape-tag/storage-rule';
/** The rule for all shapes is kept under no tag. */
const forAll = '';

const rulesAt = (asked: Call, path: string) => asked.backend.store.kept.at(placeOf(asked, path));

const tagIn = ({ params }: Call): string => params.at(-1) ?? '';

const answer = (rule: object): Reply => ({ root: 'StorageRuleDocument', document: rule });

/** All rules of a thing. */
function ofOne(asked: Call): Reply {
	const rules = rulesAt(asked, ofThing);
	const tag = [...rules].filter(([name]) => name !== forAll).map(([id, rule]) => ({ ...rule, id }));
	const always = rules.get(forAll);
	return { root: 'StorageRulesDocument', document: { ...(always ? { default: always } : {}), tag } };
}

const found = (asked: Call, path: string, tag: string): object => rulesAt(asked, path).get(tag) ?? missing(tag);

function missing(tag: string): never {
	throw notFound('storage-rule', tag);
}

function put(asked: Call, path: string, tag: string): Reply {
	rulesAt(asked, path).set(tag, asked.document);
	return answer(asked.document);
}

function remove(asked: Call, path: string, tag: string): Reply {
	found(asked, path, tag);
	rulesAt(asked, path).delete(tag);
	return undefined;
}

/** Every rule, with what it is about. */
function all(asked: Call): Reply {
	const places = asked.backend.store.kept.below('/API/', '/storage-rule');
	const tag = places.flatMap(([place, rules]) => {
		const [, , type = '', id = ''] = place.split('/');
		const appliesTo = place === ofTag ? undefined : { id, type: type.toUpperCase() };
		return [...rules].map(([name, rule]) => ({
			...rule,
			...(appliesTo ? { appliesTo } : {}),
			...(name === forAll ? {} : { id: name }),
		}));
	});
	return { root: 'StorageRulesDocument', document: { tag } };
}

export const storageRuleCalls: DeclaredCall[] = [
	call('GET /API/storage-rule', all),
	call(`GET ${ofThing}`, ofOne),
	call(`PUT ${ofThing}`, (asked) => put(asked, ofThing, forAll)),
	call(`DELETE ${ofThing}`, (asked) => void rulesAt(asked, ofThing).delete(forAll)),
	call(`GET ${ofThing}/{}`, (asked) => answer(found(asked, ofThing, tagIn(asked)))),
	call(`PUT ${ofThing}/{}`, (asked) => put(asked, ofThing, tagIn(asked))),
	call(`DELETE ${ofThing}/{}`, (asked) => remove(asked, ofThing, tagIn(asked))),
	call(`GET ${ofTag}/{}`, (asked) => answer(found(asked, ofTag, tagIn(asked)))),
	call(`PUT ${ofTag}/{}`, (asked) => put(asked, ofTag, tagIn(asked))),
	call(`DELETE ${ofTag}/{}`, (asked) => remove(asked, ofTag, tagIn(asked))),
];
