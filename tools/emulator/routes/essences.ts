import { stamp } from '../documents';
import type { Item, Shape } from '../entities';
import { invalidInput, notFound } from '../faults';
import { essenceOf, newestEssence, shapeDocument, shapesWith } from '../metadata/shapeDocument';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import { mustHave } from './shapes';
import type { Call, Reply } from './route';

const itemOf = ({ backend: { store }, params: [id = ''] }: Call): Item => store.item(id);

const createdOf = ([first]: readonly Shape[]) => (first?.created ? { created: stamp(first.created) } : {});

/** The versions of an item's essence, by their numbers. */
function list(asked: Call): Reply {
	const item = itemOf(asked);
	const ids = [...new Set(item.shapes.map(essenceOf))].sort((a, b) => a - b);
	const version = ids.map((id) => ({
		id,
		uri: `${asked.backend.jobs.baseUri}item/${item.id}/shape/version/${id}`,
		...createdOf(shapesWith(item, [], String(id))),
	}));
	return { root: 'EssenceVersionListDocument', document: { version } };
}

/** The shapes of one version. Throws 404 where there is none of that number. */
function shapesOf(asked: Call): Shape[] {
	const [, version = ''] = asked.params;
	const shapes = shapesWith(itemOf(asked), [], version);
	if (version === 'all' || shapes.length === 0) throw notFound('essence-version', version);
	return shapes;
}

function read(asked: Call): Reply {
	const [item, shapes] = [itemOf(asked), shapesOf(asked)];
	const shape = shapes.map((one) => shapeDocument(item, one, asked.backend.store));
	return { root: 'EssenceVersionDocument', document: { ...createdOf(shapes), shape } };
}

/** A new version that has the files of another one. */
function copy(asked: Call, shapes: readonly Shape[]): Reply {
	const { store } = asked.backend;
	const item = itemOf(asked);
	const essence = newestEssence(item) + 1;
	const made = shapes.map((shape) => ({
		...{ ...shape, id: store.nextId(), tag: [...shape.tag], fields: new Map(shape.fields) },
		...{ essence, created: new Date() },
	}));
	item.shapes.push(...made);
	return { root: 'URIListDocument', document: { uri: made.map(({ id }) => id) } };
}

/** With a version go its shapes; files stay, since another version may have them (inferred). */
function remove(asked: Call): Reply {
	const gone = shapesOf(asked);
	const item = itemOf(asked);
	item.shapes = item.shapes.filter((shape) => !gone.includes(shape));
	return undefined;
}

/** Another file as the essence of an item: from an address, or from a storage. */
function byUri(asked: Call): Reply {
	const { backend, user, query } = asked;
	mustHave(user, '_import');
	const item = itemOf(asked);
	backend.imports.check(query);
	const [uri, fileId] = [query.get('uri'), query.get('fileId')];
	if ((uri === null) === (fileId === null))
		throw invalidInput('uri', 'Exactly one of uri and fileId is needed', item.id);
	const document =
		fileId === null
			? backend.imports.fromUri(item, uri ?? '', query, user, 'essence')
			: backend.imports.fromFile(item, backend.store.files.get(fileId), query, user, 'essence');
	return { root: 'JobDocument', document };
}

async function raw(asked: Call): Promise<Reply> {
	const { backend, user, query, stream } = asked;
	mustHave(user, '_import');
	const item = itemOf(asked);
	backend.imports.check(query);
	const transfer = `essence ${item.id} ${query.get('transferId') ?? ''}`;
	const path = await backend.imports.transfers.receive(transfer, stream);
	if (path === undefined) return undefined;
	return { root: 'JobDocument', document: backend.imports.received(item, path, query, user, 'essence') };
}

const path = '/API/item/{}/shape';
const ignored = 'settings no-transcode createThumbnails createPosters storageId';

export const essenceCalls: DeclaredCall[] = [
	call(`GET ${path}/version`, list),
	call(`POST ${path}/version`, (asked) => copy(asked, shapesWith(itemOf(asked), []))),
	call(`GET ${path}/version/{}`, read),
	call(`POST ${path}/version/{}`, (asked) => copy(asked, shapesOf(asked))),
	call(`DELETE ${path}/version/{}`, remove),
	call(`POST ${path}/essence`, byUri, takes('uri fileId tag', ignored, job)),
	call(`POST ${path}/essence/raw`, raw, takes('tag transferId filename', ignored, job), 'streamed'),
];
