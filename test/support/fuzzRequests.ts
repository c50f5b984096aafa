import fc from 'fast-check';
import { XMLBuilder } from 'fast-xml-parser';
import { parametersOf } from '../../tools/emulator/routes/parameterTable';
import { callOf } from '../../tools/emulator/routes/route';
import { routes } from '../../tools/emulator/routes/all';

/** A request to VidiCore with the right kind of everything and wrong details. */
export interface FuzzRequest {
	method: string;
	path: string;
	accept: string;
	type: string;
	body: string | undefined;
}

const words =
	'VX-108 VX-111 VX-1 VX-0 job/VX-1 title vcs_face_value nope original %2B -INF 0 -1 1 7 true false * callback ' +
	'vidinet ANALYZE HIGH created 225@PAL -INF-+INF 1-2 generic all metadata,shape,thumbnail,uri,poster ascending ' +
	'2026-04-01T00:00:00Z 99999999999999999999 http://127.0.0.1:9/x s3://a:b@c/d file:///etc/x';
const word = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...words.split(' ')) },
	{ weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const names =
	'timespan field group name value start end uuid mode metadata action http url method timeout retry synchronous ' +
	'trigger job stop create filter type callback uri vidinet operator operation text sort order facet range intervals ' +
	'key content item id count minimum conform timeline segment source interval samples timeBase numerator denominator ' +
	'textOverlay line tag';
const member = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom(...names.split(' ')) },
	{ weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 6 }) },
);
/** Documents of the right member names, with a text, a number, a list or an object where none is expected. */
const { document } = fc.letrec((tie) => ({
	leaf: fc.oneof(word, fc.boolean(), fc.integer(), fc.double({ noNaN: true }), fc.constant(null)),
	value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('list'), tie('document')),
	list: fc.array(tie('value'), { maxLength: 3 }),
	document: fc.dictionary(member, tie('value'), { maxKeys: 4 }),
})) as { document: fc.Arbitrary<Record<string, unknown>> };

/** Documents near right ones, so that not all end at the door. */
const nearlyRight = fc
	.tuple(
		fc.constantFrom('timespan', 'field', 'operator', 'callback', 'vidinet', 'action', 'sort', 'facet', 'conform'),
		fc.oneof(document, fc.array(document, { maxLength: 2 }), word),
	)
	.map(([name, inner]) => ({ [name]: inner }));

const nearlyConform = fc
	.record({
		id: fc.oneof(fc.constantFrom('VX-108', 'VX-111'), word),
		start: fc.oneof(fc.record({ samples: fc.oneof(fc.integer({ min: -5, max: 90 }), word) }), document),
		end: fc.oneof(fc.record({ samples: fc.oneof(fc.nat(500), word), timeBase: fc.oneof(document, word) }), document),
		metadata: fc.oneof(fc.constant(undefined), document, nearlyRight),
	})
	.map(({ id, start, end, metadata }) => ({
		metadata,
		conform: {
			timeBase: { numerator: 1, denominator: 25 },
			timeline: { segment: [{ source: { id, interval: { start, end } } }] },
		},
	}));

const isXmlName = /^[A-Za-z_][\w.-]*$/;
const xml = new XMLBuilder({});
/** What XML can hold of a document. */
function forXml(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(forXml);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => isXmlName.test(name))
			.map(([name, inner]) => [name, forXml(inner)]),
	);
}

const bodies = fc.oneof(
	fc.oneof(document, nearlyRight, nearlyConform).map((value) => ({
		type: 'application/json',
		body: JSON.stringify(value),
	})),
	fc.oneof(document, nearlyRight).map((value) => ({
		type: 'application/xml',
		body: xml.build({ Document: forXml(value) }) as string,
	})),
	fc.constantFrom('', '{', '[]', 'null', '<a', '<a/>', '"x"').map((body) => ({ type: 'application/json', body })),
	fc.constantFrom('', '<a', '<a/>', '<a>x</a>').map((body) => ({ type: 'application/xml', body })),
	fc.string({ maxLength: 20 }).map((body) => ({ type: 'application/octet-stream', body })),
);

const parameter = (call: string) =>
	fc.tuple(
		fc.constantFrom(...(parametersOf.get(call)?.done ?? []), ...(parametersOf.get(call)?.ignored ?? []), 'x'),
		word,
	);

/** Requests to one call: an id of `ids` for each variable part of its path, or a word. */
const toCall = (call: string, ids: readonly string[]): fc.Arbitrary<FuzzRequest> => {
	const [method = '', path = ''] = call.split(' ');
	const scopes = fc.constantFrom('job/', 'item/', `item/${ids[0] ?? ''}/`, 'collection/', '');
	const id = fc.oneof(fc.constantFrom(...ids), word);
	return fc
		.record({
			scope: scopes,
			ids: fc.array(id, { minLength: 4, maxLength: 4 }),
			query: fc.array(parameter(call), { maxLength: 4 }),
			matrix: fc.boolean(),
			slash: fc.constantFrom('', '', '/'),
			accept: fc.constantFrom(
				'application/json',
				'application/json',
				'application/xml',
				'text/plain',
				'*/*',
				'image/png',
			),
			sent: bodies,
		})
		.map(({ scope, ids: chosen, query, matrix, slash, accept, sent }) => {
			const parts = [...chosen];
			const filled = path
				.replace('{scope}/', scope)
				.replace(/\{(\w+)[^}]*\|(\w+)\}/, slash === '' ? '$1' : '$2')
				.replace('[noauth]', '')
				.replaceAll('{}', () => encodeURIComponent(parts.pop() ?? ''));
			const asked = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
			const address = matrix
				? `${[filled, ...asked].join(';')}${slash}`
				: `${filled}${slash}${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
			return { method, path: address, accept, type: sent.type, body: method === 'GET' ? undefined : sent.body };
		});
};

/** Requests to any call of the emulator. */
export const fuzzRequests = (ids: readonly string[]): fc.Arbitrary<FuzzRequest> =>
	fc.oneof(
		...[...new Set(routes.map(callOf))].map((call) => ({
			arbitrary: toCall(call, ids),
			weight: call.startsWith('DELETE') ? 1 : call.startsWith('GET') ? 3 : 6,
		})),
	);
