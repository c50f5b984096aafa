import { startConform } from '../clips/conform';
import { copiedSpans, laid } from '../clips/copyMetadata';
import { cutsAt, framesOf } from '../clips/cut';
import { conformOf } from '../clips/sequence';
import { stretchesOf, type Source } from '../clips/source';
import { readConform } from '../clips/timeline';
import { readDocument } from '../documents';
import { invalidInput, notFound } from '../faults';
import { noteChange } from '../metadata/writeMetadata';
import { maySee, needs } from '../rights';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import { seen } from './shapes';
import type { Call, Reply } from './route';

/** VidiCore's own format of sequences; those in the formats of editing programs are only kept. */
const own = 'vidispine';

/** The sequence that an item has in VidiCore's own format. Throws 404 where it has none. */
function sequenceOf({ backend: { store }, params: [id = ''] }: Call): Record<string, unknown> {
	const kept = store.kept.at(`/API/item/${store.item(id).id}/sequence/${own}`).get('');
	if (!kept) throw notFound('sequence', own);
	const text = String(kept.text);
	return readDocument(text, text.trimStart().startsWith('<') ? 'application/xml' : 'application/json');
}

async function start(asked: Call, query: URLSearchParams, document: object): Promise<Reply> {
	await seen(asked.backend);
	query.set('conformMetadata', 'false');
	return {
		root: 'JobDocument',
		document: startConform(asked.backend, query, asked.user, document, uncertain.renderJobType),
	};
}

/** Makes an item, or a shape of `destinationItem`, of a sequence that is sent. */
async function render(asked: Call): Promise<Reply> {
	const { sequence, metadata, interval } = asked.document;
	if (interval !== undefined) asked.ignores('interval');
	return await start(asked, new URLSearchParams(asked.query), conformOf(sequence, metadata, asked.ignores));
}

/** Makes a further shape of the item whose sequence it is (documented). */
async function renderOwn(asked: Call): Promise<Reply> {
	const query = new URLSearchParams(asked.query);
	const document = conformOf(sequenceOf(asked), undefined, asked.ignores);
	query.set('destinationItem', asked.backend.store.item(asked.params[0] ?? '').id);
	return await start(asked, query, document);
}

/** Gives the item what is timed in the items of its sequence (documented); a second time again (inferred). */
function conformMetadata(asked: Call): Reply {
	const { backend, user, params } = asked;
	const { store } = backend;
	needs(user, uncertain.metadataRoles.write);
	const item = store.item(params[0] ?? '');
	const { pieces } = readConform(conformOf(sequenceOf(asked), undefined, asked.ignores));
	for (const { itemId } of pieces) maySee(user, store.item(itemId).id);
	const sources = stretches(asked, pieces);
	const rate = sources[0]?.stretch.rate ?? { numerator: 25, denominator: 1 };
	const frames = cutsAt(
		rate,
		sources.map(({ stretch }) => stretch),
	).map(framesOf);
	item.spans = [...item.spans, ...copiedSpans(laid(sources, frames), rate)];
	const change = noteChange(store, item, user.name);
	store.announce({ kind: 'metadata', item, change, fields: [] });
	return undefined;
}

/** What is not in an item’s media is a mistake of the sequence’s. */
function stretches({ backend }: Call, pieces: Parameters<typeof stretchesOf>[1]): Source[] {
	try {
		return stretchesOf(backend, pieces, 'original');
	} catch (error) {
		throw invalidInput('sequence', (error as Error).message);
	}
}

const rendering = takes('tag sourceTag original', 'resourceId createThumbnails createPosters thumbnailService', job);

export const sequenceCalls: DeclaredCall[] = [
	call('POST /API/sequence/render', render, takes('destinationItem', '', rendering)),
	call('POST /API/item/{}/sequence/render', renderOwn, rendering),
	call('POST /API/item/{}/sequence/conform-metadata', conformMetadata),
];
