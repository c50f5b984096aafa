import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { openLab, type Lab } from '../../tools/lab';
import { stopwatch } from '../../tools/lab/progress';
import { analyzePath } from '../../vidicore/items/items';
import type { VidiCoreHttp } from '../../vidicore/http';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { endedJob, setUpService } from '../../tools/lab/setUpService';

// The address of a published trigger is open to everybody, and n8n keeps what a node makes of a call. What n8n's own
// parsers hand to the node, and what n8n stores and tells, only a real one can show.
let lab: Lab;
let http: VidiCoreHttp;
let workflow: string;
let address: string;
let secret: string;
let job: () => Promise<string>;

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 600 });
	http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	const options = await setUpService(lab.world, http);
	job = async () => (await endedJob(http, analyzePath('VX-108'), options)).jobId;
	const trigger = { type: 'n8n-nodes-vidicore.vidiCoreTrigger', typeVersion: 1, parameters: {} };
	workflow = await lab.importWorkflow({
		name: 'open to everybody',
		nodes: [{ id: 't', name: 'Trigger', position: [0, 0], webhookId: crypto.randomUUID(), ...trigger } as INode],
		connections: {},
	});
	await lab.n8n.rest.publish(workflow);
	const { uri: [id] = [] } = await http.json<{ uri?: string[] }>('GET', '/API/job/notification');
	const path = `/API/job/notification/${id}`;
	const url = new URL((await http.json<{ action: { http: { url: string } } }>('GET', path)).action.http.url);
	secret = url.searchParams.get('secret') ?? '';
	address = url.origin + url.pathname;
	lab.world.vidiCore.messages.drop = Infinity; // the tests call by themselves
}, 20 * 60_000);
afterAll(() => lab?.close());

const json = 'application/json';
const about = (id: string) => JSON.stringify({ field: [{ key: 'jobId', value: id }] });

async function call(query: string, body: string | Buffer | FormData, type: string | undefined = json): Promise<number> {
	const { status } = await fetch(`${address}${query}`, {
		method: 'POST',
		body,
		headers: type === undefined || body instanceof FormData ? {} : { 'content-type': type },
		signal: AbortSignal.timeout(20_000),
	});
	return status;
}

const executions = async () => await lab.n8n.rest.executions(workflow);

async function started(number: number): Promise<void> {
	for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((next) => setTimeout(next, 100)))
		if ((await executions()).length >= number) return;
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
	expect(await executions()).toEqual([]);
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
	expect(await executions()).toEqual([]);
	const asked = lab.world.vidiCore.requests.filter(({ path }) => /^\/API\/(job|item)\/\D/.test(path));
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
	await started(1);
	const all = await executions();
	expect(all).toHaveLength(1);
	const { nodes } = await lab.n8n.rest.ended(all[0]?.id ?? '');
	expect(nodes.Trigger?.items).toMatchObject([{ jobId: id }]);
});

test('neither what n8n tells of the workflow, nor its database, nor its log holds the secret', async () => {
	await lab.n8n.restart('politely'); // writes what SQLite has not written yet
	await lab.n8n.rest.publish(workflow);
	expect(await call(`?secret=${secret}`, about('VX-9'))).toBe(200); // it is the same one still
	const told = JSON.stringify(await lab.n8n.rest.workflow(workflow));
	expect(told).toContain('notificationId');
	expect(told).not.toContain(secret);
	const folder = lab.n8n.packageFolder.slice(0, lab.n8n.packageFolder.indexOf('.n8n') + '.n8n'.length);
	const files = readdirSync(folder).filter((name) => name.startsWith('database.sqlite'));
	const stored = files.map((name) => readFileSync(join(folder, name), 'latin1')).join('');
	expect(stored).toContain('notificationId');
	expect(stored).not.toContain(secret);
	expect(readFileSync(lab.n8n.logFile, 'utf8')).not.toContain(secret);
});
