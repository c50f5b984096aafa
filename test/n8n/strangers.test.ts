import { readFileSync } from 'node:fs';
import { endedJob } from '../../tools/lab/setUpService';
import { analyzePath } from '../../vidicore/items/items';
import { eventually, useN8n } from '../support/inN8n';
import { databaseText } from '../support/secrets';
import { triggeredWorkflow } from '../support/triggeredWorkflow';

// The address of a published trigger is open to everybody, and n8n keeps what a node makes of a call. What n8n's own
// parsers hand to the node, and what n8n stores and tells, only a real one can show.
const at = useN8n({ speed: 600 });
let workflow: string;
let address: string;
let secret: string;

beforeEach(async () => {
	workflow = await at.published(triggeredWorkflow('vidiCoreTrigger'));
	const { uri: [id] = [] } = await at.http.json<{ uri?: string[] }>('GET', '/API/job/notification');
	const path = `/API/job/notification/${id}`;
	const url = new URL((await at.http.json<{ action: { http: { url: string } } }>('GET', path)).action.http.url);
	secret = url.searchParams.get('secret') ?? '';
	address = url.origin + url.pathname;
	at.world.vidiCore.messages.drop = Infinity; // the tests call by themselves
});

const json = 'application/json';
const about = (id: string) => JSON.stringify({ field: [{ key: 'jobId', value: id }] });

async function call(query: string, body: string | Buffer | FormData, type: string | undefined = json): Promise<number> {
	const { status } = await fetch(`${address}${query}`, {
		method: 'POST',
		body,
		headers: type === undefined || body instanceof FormData ? {} : { 'content-type': type },
	});
	return status;
}

const job = async () => (await endedJob(at.http, analyzePath('VX-108'), at.service)).jobId;

/**
 * The jobs that started the workflow. One more message, a true one, is sent first: when that has started it, what was
 * sent before would have as well.
 */
async function started(): Promise<unknown[]> {
	const last = await job();
	expect(await call(`?secret=${secret}`, about(last))).toBe(200);
	const found = await eventually(
		() => at.itemsOf(workflow, 'Trigger'),
		(items) => items.some(({ jobId }) => jobId === last),
	);
	expect(await at.n8n.rest.executions(workflow)).toHaveLength(found.length);
	return found.map(({ jobId }) => jobId).filter((id) => id !== last);
}

test('who does not know the secret is refused in every form, and no execution is stored', async () => {
	const id = await job();
	const forms = ['', 'secret', 'secret=', 'secret=x', `secret=${secret}x`, `secret=%20${secret}`, `Secret=${secret}`];
	const lists = [`secret[]=${secret}`, `secret=${secret}&secret=${secret}`, `secret[0]=${secret}`, `secret[]=`];
	const objects = [`secret[toString]=x`, `secret[toString]=${secret}`, `secret[length]=48`, `secret[x][y]=${secret}`];
	const prototypes = [
		`__proto__[secret]=${secret}`,
		`secret[__proto__][x]=1`,
		`constructor[prototype][secret]=${secret}`,
	];
	const odd = [
		'secret[valueOf]=x&secret[toString]=y',
		'%',
		'secret=%E0%A4%A',
		`${'x[y]'.repeat(500)}=1`,
		'hasOwnProperty=1',
	];
	const answers: Record<string, number> = {};
	for (const form of [...forms, ...lists, ...objects, ...prototypes, ...odd])
		answers[form] = await call(form === '' ? '' : `?${form}`, about(id));
	expect(Object.entries(answers).filter(([, status]) => status !== 403)).toEqual([]);
	expect(await started()).toEqual([]);
});

test('what is no message of VidiCore starts and stores nothing, whatever its form', async () => {
	const id = await job();
	const big = (text: string) => JSON.stringify({ field: [{ key: 'jobId', value: text }] });
	const nested = `{"field":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
	const file = new FormData();
	file.set('field', new Blob([about(id)]), 'field.json');
	// XML that is cut off is left out: n8n 2.40 answers no XML any more after it, to any of its webhooks.
	const bodies: Array<[name: string, body: string | Buffer | FormData, type?: string]> = [
		['nothing', ''],
		['null', 'null'],
		['a number', '7'],
		['a list', '[]'],
		['nested deeply', nested],
		['cut off', about(id).slice(0, -3)],
		['an id of 10 MB', big('x'.repeat(10_000_000))],
		[
			'10,000 ids',
			JSON.stringify({ field: Array.from({ length: 10_000 }, (_, n) => ({ key: 'jobId', value: `VX-9${n}` })) }),
		],
		['a prototype', `{"__proto__":{"field":[{"key":"jobId","value":"${id}"}]}}`],
		['steps in a path', big(`../item/${id}`)],
		['XML of something else', `<a><field><key>jobId</key><value>${id}</value></field></a>`, 'application/xml'],
		['XML with an entity', `<!DOCTYPE a [<!ENTITY b "${id}">]><a>&b;</a>`, 'application/xml'],
		['text', about(id), 'text/plain'],
		['a form', `jobId=${id}&field[key]=jobId`, 'application/x-www-form-urlencoded'],
		['bytes', Buffer.from([0, 255, 1]), 'application/octet-stream'],
		['a file', file],
	];
	const answers: Record<string, number> = {};
	for (const [name, body, type] of bodies) {
		answers[`${name}, without the secret`] = await call('', body, type);
		answers[name] = await call(`?secret=${secret}`, body, type);
	}
	// 422 is n8n's own, for what its parsers do not take; it does not come to the node then.
	const wrong = Object.entries(answers).filter(
		([name, status]) => !(name.endsWith('without the secret') ? [403, 422] : [200, 422]).includes(status),
	);
	expect(wrong).toEqual([]);
	expect(await started()).toEqual([]);
	const asked = at.world.vidiCore.requests.filter(({ path }) => /^\/API\/(job|item)\/\D/.test(path));
	expect(
		asked.map(({ path }) => path).filter((path) => !/^\/API\/(job|item)\/(VX-\d+|notification)/.test(path)),
	).toEqual([]);
});

test('one job, with blanks around its id and as XML, starts the workflow once', async () => {
	const id = await job();
	const xml =
		'<?xml version="1.0"?><SimpleMetadataDocument ' +
		`xmlns="http://xml.vidispine.com/schema/vidispine"><field><key>jobId</key><value> ${id} ` +
		'</value></field></SimpleMetadataDocument>';
	for (const text of [`${id} `, `\t${id}`, id, `\u00a0${id}\n`])
		expect(await call(`?secret=${secret}`, about(text))).toBe(200);
	expect(await call(`?secret=${secret}`, xml, 'application/xml')).toBe(200);
	expect(await started()).toEqual([id]);
});

test('neither what n8n tells of the workflow, nor its database, nor its log holds the secret', async () => {
	await at.n8n.restart('politely'); // writes what SQLite has not written yet
	// n8n publishes again when it is up already; until then it knows nobody at this address.
	await eventually(
		() => call('', about('VX-9')),
		(status) => status !== 404,
	);
	expect(await call(`?secret=${secret}`, about('VX-9'))).toBe(200); // it is the same one still
	const told = JSON.stringify(await at.n8n.rest.workflow(workflow));
	expect(told).toContain('notificationId');
	expect(told).not.toContain(secret);
	const stored = databaseText(at);
	expect(stored).toContain('notificationId');
	expect(stored).not.toContain(secret);
	expect(readFileSync(at.n8n.logFile, 'utf8')).not.toContain(secret);
});
