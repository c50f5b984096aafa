import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { IDataObject, INode } from 'n8n-workflow';
import { byHand, inARow, located, ourNode, workflowNode } from '../../tools/lab/workflowNode';
import { httpServer, type HttpServer, type Seen } from '../support/httpServer';
import { useN8n } from '../support/inN8n';
import { databaseText, spellingsIn } from '../support/secrets';

// Passwords, tokens and keys are in nothing that n8n keeps, whatever a server makes of them: servers that repeat all
// that they are sent, in five ways, are asked by every node.
const at = useN8n();
const secret = (what: string) => `${what}/${randomBytes(12).toString('base64url')}+"&ö`;

/** What a server says that has nothing better to say than what it was sent. */
const ways: Record<string, (echo: string, response: ServerResponse, elsewhere: string) => void> = {
	'a page with 200': (echo, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${echo}`),
	'an error of VidiCore': (echo, response) =>
		response
			.writeHead(400, { 'content-type': 'application/json' })
			.end(JSON.stringify({ invalidInput: { context: echo, id: echo, explanation: echo } })),
	'an error of S3': (echo, response) =>
		response
			.writeHead(400, { 'content-type': 'application/xml' })
			.end(`<Error><Code>Bad</Code><Message>${echo.replace(/[<&]/g, '.')}</Message></Error>`),
	'a text with 500': (echo, response) => response.writeHead(500).end(Buffer.from(echo).toString('base64')),
	'a redirect to another host': (echo, response, elsewhere) =>
		response.writeHead(307, { location: `${elsewhere}/?${encodeURIComponent(echo)}` }).end(),
};

/** Every node, with what it needs to ask somebody. */
const asking: Array<[name: string, parameters: IDataObject]> = [
	['prepareBucket', { bucket: 'media', operation: 'check', purpose: 'callback', folder: 'f' }],
	['createCallbackResource', { bucket: 'media', folder: 'f', bucketAccess: 'prepare' }],
	['attachVidiNetService', { operation: 'find', waitSeconds: 1 }],
	['configureFields', { resourceId: located('VX-2') }],
	['trainCollection', { collectionId: located('VX-3'), resourceId: located('VX-2'), callbackId: located('VX-4') }],
	['analyzeItem', { itemId: located('VX-1'), resourceId: located('VX-2'), callbackId: located('VX-4') }],
	['waitForJob', { jobId: located('VX-9'), way: 'here', limitMinutes: 0.05 }],
	['getFaceTimespans', { itemId: located('VX-1'), output: 'appearances' }],
	['getAnalysisResults', { itemId: located('VX-1'), output: 'results' }],
	['manageFaces', { resource: 'face', operation: 'getMany' }],
	['vidiCore', { resource: 'item', operation: 'get', itemId: located('VX-1') }],
];

let elsewhere: HttpServer;
let echoing: HttpServer;
let way: keyof typeof ways = '';
beforeEach(async () => {
	elsewhere = await httpServer((_, response) => response.end('{}'));
	echoing = await httpServer((seen, response) => ways[way]?.(echoOf(seen), response, elsewhere.root));
});
afterEach(() => Promise.all([elsewhere.close(), echoing.close()]));

/** All that came, and the login in clear beside it. */
function echoOf({ url, headers, body }: Seen): string {
	const login = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
	return `${url} ${JSON.stringify(headers)} ${login} ${body}`;
}

test('what n8n keeps of workflows that failed, in its database and its log, holds no secret', async () => {
	const { rest, logFile } = at.n8n;
	const secrets = { password: secret('p'), token: secret('t'), s3: secret('s'), session: secret('e') };
	const baseUrl = echoing.root;
	const basic = { baseUrl, authentication: 'basic', username: 'anna', password: secrets.password };
	const bearer = { baseUrl, authentication: 'token', token: secrets.token };
	const storage = await rest.createCredential('Storage', 'vidiCoreCallbackStorageApi', {
		...{ accessKeyId: 'AKIAANNA', secretAccessKey: secrets.s3, sessionToken: secrets.session },
		...{ region: 'eu-west-1', endpoint: echoing.root },
	});
	for (const login of [basic, bearer]) {
		const vidiCore = await rest.createCredential('VidiCore', 'vidiCoreApi', login);
		const credentials: INode['credentials'] = { vidiCoreApi: vidiCore, vidiCoreCallbackStorageApi: storage };
		for (way of Object.keys(ways)) {
			const nodes = asking.map(([type, parameters]) => ourNode(type, type, parameters));
			const goingOn = nodes.map((node) => ({ ...node, credentials, onError: 'continueRegularOutput' as const }));
			const { status, nodes: ran } = await at.run(inARow(`all, ${way}`, [byHand(), ...goingOn]));
			expect([status, Object.keys(ran).sort()]).toEqual(['success', ['Start', ...asking.map(([type]) => type)].sort()]);
			const [stopped] = nodes.slice(-1).map((node) => ({ ...node, credentials }));
			expect(await at.run(inARow(`one, ${way}`, [byHand(), stopped as INode]))).toMatchObject({ status: 'error' });
		}
	}
	// They were sent, so that there was something to keep.
	const sent = echoing.seen.map(echoOf).join('\n');
	for (const one of [secrets.password, secrets.token, secrets.session]) expect(spellingsIn(sent, one)).not.toEqual([]);
	expect(elsewhere.seen).toEqual([]);

	// What stands there on purpose is found, in each spelling.
	const planted = secret('x');
	const texts = [planted, encodeURIComponent(planted), Buffer.from(`, ${planted}`).toString('base64')];
	await at.importWorkflow(
		inARow(
			'planted',
			texts.map((text, n) => workflowNode(`${n}`, 'n8n-nodes-base.stickyNote', 1, { content: text })),
		),
	);
	const database = Buffer.from(databaseText(at), 'latin1').toString('utf8');
	const kept = `${database}\n${readFileSync(logFile, 'utf8')}`;
	expect(spellingsIn(kept, planted)).toEqual(['plain', 'percent-encoded', 'base64']);
	for (const [name, value] of Object.entries(secrets)) expect([name, spellingsIn(kept, value)]).toEqual([name, []]);
});
