import { startConform } from '../clips/conform';
import { blankPicture } from '../blankPicture';
import { readDocument } from '../documents';
import { notFound } from '../faults';
import { groupsOf } from '../groups';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { graphCalls } from './graphs';
import { takes, takesNothing } from './parameters';
import { job } from './sharedParameters';
import { seen } from './shapes';
import { userNamed } from './userNamed';
import type { Call, Reply } from './route';

const names = (uri: string[]): Reply => ({ root: 'URIListDocument', document: { uri } });

/** The last parts of the places below one in which something is kept. */
const keptBelow = ({ backend: { store } }: Call, start: string, end = ''): string[] =>
	store.kept
		.below(start, end)
		.filter(([, documents]) => documents.size > 0)
		.map(([place]) => place.slice(start.length).split('/')[0] ?? '');

const itemPlace = ({ backend: { store }, params: [id = ''] }: Call, word: string): string =>
	`/API/item/${store.item(id).id}/${word}/`;

const kinds = (asked: Call, word: string): Reply => ({
	root: 'SequenceListDocument',
	document: { sequence: keptBelow(asked, itemPlace(asked, word)).map((type) => ({ id: asked.params[0], type })) },
});

const projections = (asked: Call): string[] => [...new Set(keptBelow(asked, '/API/projection/'))];

function removeProjection(asked: Call): Reply {
	const [name = ''] = asked.params;
	if (!projections(asked).includes(name)) throw notFound('projection', name);
	asked.backend.store.kept.forget(`/API/projection/${name}`);
	return undefined;
}

/** Makes a new item of what an item's timeline says, or gives it to that item (documented for `vidispine`). */
async function conform(asked: Call): Promise<Reply> {
	const { backend, user, query, params } = asked;
	const [id = '', format = ''] = params;
	const kept = backend.store.kept.at(`${itemPlace(asked, 'timeline')}${format}`).get('');
	if (!kept) throw notFound('timeline', format);
	const text = String(kept.text);
	const conformed = readDocument(text, text.trimStart().startsWith('<') ? 'application/xml' : 'application/json');
	const given = new URLSearchParams(query);
	if (!given.has('destinationItem')) given.set('destinationItem', id);
	await seen(backend);
	return { root: 'JobDocument', document: startConform(backend, given, user, { conform: conformed }) };
}

/** VidiCore's own shape tags for transcoding. */
function makePresets({ backend: { store } }: Call): Reply {
	for (const preset of uncertain.presets) store.shapeTags.add(preset);
	return undefined;
}

/** What a script of a shape tag makes of its preset: the preset, since no script is run here. */
function tried({ backend: { store }, params: [tag = '', id = ''] }: Call): Reply {
	if (!store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	store.item(id);
	return { root: 'TranscodePresetDocument', document: { name: tag, ...store.presets.get(tag) } };
}

const wave = ({ backend: { store }, params: [id = ''] }: Call): Reply => {
	store.item(id);
	return { bytes: blankPicture, contentType: 'image/png' };
};

const waveUri = ({ backend: { store, jobs }, params: [id = ''] }: Call): Reply =>
	names([`${jobs.baseUri}item/${store.item(id).id}/waveform/image`]);

export const oddCalls: DeclaredCall[] = [
	call('GET /API/projection', (asked) => names(projections(asked))),
	call('DELETE /API/projection/{}', removeProjection),
	call('GET /API/metadata/dataset', (asked) => {
		const dataset = keptBelow(asked, '/API/metadata/dataset/').map((name) => {
			return { name, uri: `${asked.backend.jobs.baseUri}metadata/dataset/${name}` };
		});
		return { root: 'MetadataDatasetListDocument', document: { hits: dataset.length, dataset } };
	}),
	call('GET /API/item/{}/sequence', (asked) => kinds(asked, 'sequence')),
	call('GET /API/item/{}/timeline', (asked) => names(keptBelow(asked, itemPlace(asked, 'timeline')))),
	call('DELETE /API/item/{}/timeline', (asked) => {
		const place = itemPlace(asked, 'timeline');
		for (const format of keptBelow(asked, place)) asked.backend.store.kept.forget(place + format);
		return undefined;
	}),
	call('POST /API/item/{}/timeline/{}/conform', conform, takes('tag sourceTag original destinationItem', '', job)),
	call('GET /API/scheduled-request/{}/response', ({ params: [id = ''] }) => {
		throw notFound('scheduled-request', id);
	}),
	call('GET /API/shape-tag/{}/item/{}/shape/{}', tried),
	call('GET /API/item/{}/waveform/image', wave, takes('', 'width height fgcolor bgcolor start end channel min max')),
	call(
		'GET /API/item/{}/waveform/values',
		({ backend: { store }, params: [id = ''] }) => {
			store.item(id);
			return { root: 'WaveformDataDocument', document: { value: [] } };
		},
		takes('', 'width start end channel min max'),
	),
	call('GET /API/item/{}/waveform/imageURI', waveUri, takes('', 'width height fgcolor bgcolor start end channel')),
	...graphCalls('/API/user/{}/graph', ({ backend: { store, users }, params: [name = ''] }) => {
		const user = userNamed(users, name).name;
		return groupsOf(store.groups, user).map((group) => [user, group.name]);
	}),
	call('PUT /API/vxa/enable-ssh', () => undefined, takes('', 'uuid port user')),
	call('POST /APIinit', () => undefined),
	call('PUT /APIinit/preset-templates', makePresets),
	call(
		'PUT /APInoauth/debug/echo',
		({ bytes, stream }) => ({
			bytes,
			contentType: stream.headers['content-type'] ?? 'text/plain',
		}),
		takesNothing,
		'text',
	),
	call(
		'GET /APInoauth/stitch',
		() => ({ bytes: blankPicture, contentType: 'image/png' }),
		takes('', 'id width height'),
	),
];
