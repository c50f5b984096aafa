import { stamp } from '../documents';
import { notFound } from '../faults';
import { pageOfList } from '../search/pages';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import type { Call, RecordedRequest, Reply } from './route';

/** The audit log: every request that came in, the newest first (its order is inferred). */
const asked = ({ backend: { requests }, query }: Call): RecordedRequest[] =>
	requests
		.slice(0, -1)
		.reverse()
		.filter(({ method }) => (query.get('method') ?? method) === method)
		.filter(({ path }) => path.includes(query.get('path') ?? ''))
		.filter(({ user = '' }) => (query.get('username') ?? user) === user);

const entry = ({ at, method, path, query, status, user = '' }: RecordedRequest) => ({
	...{ username: user, method, path, queryParameters: query, matrixParameters: '', responseCode: status },
	timestamp: stamp(new Date(at)),
});

function log(call: Call): Reply {
	const all = asked(call);
	const page = pageOfList(all, call.query, 100);
	return { root: 'AuditLogDocument', document: { count: all.length, entry: page.map(entry) } };
}

/** The same as lines of text; their form is unknown. */
function exported(call: Call): Reply {
	const lines = asked(call).map((one) => [stamp(new Date(one.at)), one.user ?? '', one.method, one.path].join(','));
	return { text: ['timestamp,username,method,path', ...lines].join('\r\n') };
}

/** A test of VidiCore's own by its name, which all pass here. */
function selfTest({ params: [name = ''] }: Call): Reply {
	if (!uncertain.selfTests.some((one) => one === name)) throw notFound('selftest', name);
	return { root: 'SelfTestDocument', document: { name, status: 'ok' } };
}

const indexes = ['item', 'collection', 'document', 'file', 'thesaurus', 'acl'];

/** An index is built anew at once: the next search sees all that there is. */
function reindex({ backend: { store, index }, params: [name = ''] }: Call, starts: boolean): Reply {
	if (!indexes.includes(name)) throw notFound('index', name);
	const done = store.kept.at('/API/reindex');
	const now = stamp();
	if (starts) {
		index.settle();
		done.set(name, { start: now, finish: now, status: 'FINISHED' });
	}
	const state = done.get(name) ?? { status: 'NONE' };
	return { root: 'ReindexRequestDocument', document: { index: name, priority: 5, ...state } };
}

const filters = takes('first number username path method', 'starttime endtime body rows');

export const logCalls: DeclaredCall[] = [
	call('GET /API/log', log, filters),
	call('GET /API/log/export', exported, filters),
	call(
		'GET /API/log/transfer-log',
		() => ({
			root: 'TransferLogListDocument',
			document: { count: 0, transferLogEntry: [] },
		}),
		takes('', 'first number'),
	),
	call(
		'GET /API/error',
		() => ({ root: 'ErrorLogListDocument', document: { errorLog: [] } }),
		takes('', 'first number'),
	),
	call('GET /API/selftest/{}', selfTest),
	call('GET /API/reindex/{}', (asked) => reindex(asked, false)),
	call('PUT /API/reindex/{}', (asked) => reindex(asked, true), takes('', 'priority')),
];
