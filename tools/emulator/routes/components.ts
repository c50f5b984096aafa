import type { Item, Shape } from '../entities';
import { invalidInput, notFound } from '../faults';
import type { MediaFacts } from '../files/mediaFacts';
import { importComponent } from '../imports/componentImport';
import { factsOf, shapeDocument } from '../metadata/shapeDocument';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import { mustHave, shapeOf } from './shapes';
import type { Call, Reply } from './route';

interface Place {
	item: Item;
	shape: Shape;
}

function placeOf({ backend: { store }, params }: Call, at = 0): Place {
	const item = store.item(params[at] ?? '');
	return { item, shape: shapeOf(item, params[at + 1] ?? '') };
}

type Component = Record<string, unknown> & { id: string };

/** The components of a shape, each with the word of its kind. */
function componentsOf({ backend: { store } }: Call, { item, shape }: Place): Array<Component & { kind: string }> {
	const document = shapeDocument(item, shape, store) as Record<string, unknown>;
	return ['container', 'video', 'audio'].flatMap((kind) => {
		const found = document[`${kind}Component`];
		const all = (found === undefined ? [] : [found].flat()) as Component[];
		return all.map((one) => ({ ...one, kind }));
	});
}

function found(asked: Call, place = placeOf(asked)): Component & { kind: string } {
	const [, , id = ''] = asked.params;
	const component = componentsOf(asked, place).find((one) => one.id === id);
	if (!component) throw notFound('component', id);
	return component;
}

/** A component without the word of its kind, which is none of VidiCore's members. */
const shown = (component: Component & { kind: string }): object => ({ ...component, kind: undefined });

/** Takes a track out of a shape. The container stays: without it there is no shape. */
function takeOut(asked: Call, place: Place): { facts: MediaFacts; audio?: NonNullable<MediaFacts['audio']>[number] } {
	const { kind, id } = found(asked, place);
	const facts = factsOf(place.item, place.shape);
	if (kind === 'container' || !facts) throw invalidInput('component', 'The container stays', id);
	const { video, audio = [], ...rest } = facts;
	const at = Number(id.slice(`${place.shape.id}2`.length));
	const isVideo = kind === 'video';
	place.shape.facts = {
		...rest,
		...(video && !isVideo ? { video } : {}),
		audio: isVideo ? audio : audio.filter((_one, n) => n !== at),
	};
	const taken = isVideo ? undefined : audio[at];
	return { facts, ...(taken ? { audio: taken } : {}) };
}

function remove(asked: Call): Reply {
	takeOut(asked, placeOf(asked));
	return undefined;
}

/** Gives a sound track to another shape, and takes it out of its own when it is moved. Pictures are not carried. */
function carry(asked: Call, moves: boolean): Reply {
	const [source, target] = [placeOf(asked), placeOf(asked, 3)];
	const before = source.shape.facts;
	const { audio } = takeOut(asked, source);
	if (!moves || !audio) source.shape.facts = before;
	if (!audio) throw invalidInput('component', 'The emulator carries sound tracks only', asked.params[2]);
	const facts = factsOf(target.item, target.shape) ?? { format: '', mimeType: target.shape.mimeType };
	target.shape.facts = { ...facts, audio: [...(facts.audio ?? []), audio] };
	return undefined;
}

/** The file of the container. */
function setFile(asked: Call): Reply {
	const { shape } = placeOf(asked);
	found(asked);
	const file = asked.backend.store.files.get(asked.params[3] ?? '');
	Object.assign(shape, { file: file.path, storage: file.storage });
	return undefined;
}

/** A further file for a shape that has one; a file that is in an item already is refused with 400 (documented). */
function add(asked: Call): Reply {
	const { backend, query, user } = asked;
	mustHave(user, '_import');
	const place = placeOf(asked);
	if (place.shape.file === undefined)
		throw invalidInput('shape', 'A placeholder takes no further component', place.shape.id);
	const [uri, fileId] = [query.get('uri'), query.get('fileId')];
	if ((uri === null) === (fileId === null))
		throw invalidInput('uri', 'Exactly one of uri and fileId is needed', place.item.id);
	const file = fileId === null ? undefined : backend.store.files.get(fileId);
	if (file && query.get('allowReimport') !== 'true' && backend.imports.isTaken(file))
		throw invalidInput('fileId', 'The file is part of an item already', file.id);
	return { root: 'JobDocument', document: importComponent(backend, place, file ?? uri ?? '', query, user) };
}

const path = '/API/item/{}/shape/{}/component';

export const componentCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => ({
		root: 'ComponentListDocument',
		document: { component: componentsOf(asked, placeOf(asked)).map(shown) },
	})),
	call(`POST ${path}`, add, takes('uri fileId allowReimport', '', job)),
	call(`GET ${path}/{}`, (asked) => ({ root: 'ComponentDocument', document: shown(found(asked)) })),
	call(`DELETE ${path}/{}`, remove),
	call(`PUT ${path}/{}/file/{}`, setFile),
	call(`POST ${path}/{}/copy/item/{}/shape/{}`, (asked) => carry(asked, false)),
	call(`POST ${path}/{}/copy/item/{}/shape/{}/component/{}`, (asked) => carry(asked, false)),
	call(`POST ${path}/{}/move/item/{}/shape/{}`, (asked) => carry(asked, true)),
	call(`POST ${path}/{}/move/item/{}/shape/{}/component/{}`, (asked) => carry(asked, true)),
];
