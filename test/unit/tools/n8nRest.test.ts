import { N8nRest } from '../../../tools/lab/n8nRest';
import { freePort } from '../../../tools/lab/ports';
import { currentN8n } from '../../../tools/lab/versions';
import { httpServer, type HttpServer, type Seen } from '../../support/httpServer';
import { createServer, type ServerResponse } from 'node:http';

// The helper of the slow suites, and an n8n that is starting, which answers everything with a text, or nobody yet.
const open: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
	for (const { close } of open.splice(0)) await close();
});

const json = (response: ServerResponse, status: number, body: object) =>
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** An n8n that is starting for so many requests of any kind. */
async function starting(requests: number, say: (response: ServerResponse) => void): Promise<HttpServer> {
	let left = requests;
	const answer = ({ url }: Seen, response: ServerResponse) => {
		if (left-- > 0) return say(response);
		return void json(response, 200, url.startsWith('/rest/workflows') ? { data: { id: 'w' } } : { status: 'ok' });
	};
	const server = await httpServer(answer);
	open.push(server);
	return server;
}

const created = ({ root }: { root: string }) =>
	new N8nRest(root, currentN8n).createWorkflow({ name: 'a', nodes: [], connections: {} });
const posts = ({ seen }: HttpServer) => seen.filter(({ method }) => method === 'POST');

test.each([
	['a text', (response: ServerResponse) => void response.end('n8n is starting up. Please wait')],
	['a page', (response: ServerResponse) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<p>')],
	['503', (response: ServerResponse) => void json(response, 503, { message: 'Database is not ready!' })],
])('an n8n that answers with %s while it starts is waited for', async (_, say) => {
	const server = await starting(3, say);
	expect(await created(server)).toEqual({ id: 'w' });
	expect(posts(server)).toHaveLength(2);
	expect(server.seen.map(({ url }) => url)).toContain('/healthz/readiness');
});

test('an n8n that does not listen yet is waited for', async () => {
	const port = await freePort();
	const workflow = created({ root: `http://127.0.0.1:${port}` });
	const refused = await fetch(`http://127.0.0.1:${port}`).catch(({ cause }: { cause: unknown }) => cause);
	expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
	const server = createServer((_, response) => void json(response, 200, { data: { id: 'w' } }));
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	open.push({ close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) });
	expect(await workflow).toEqual({ id: 'w' });
});

test('what n8n refuses is told at once, and a page from one that is ready is no reason to wait', async () => {
	const refusing = await httpServer((_, response) => void json(response, 400, { message: 'No such node' }));
	open.push(refusing);
	await expect(created(refusing)).rejects.toThrow('n8n answered 400 to POST /rest/workflows: No such node');
	expect(refusing.seen).toHaveLength(1);
	const lost = await httpServer(({ url }, response) =>
		url.startsWith('/rest/workflows')
			? void response.writeHead(404, { 'content-type': 'text/html' }).end('<p>Cannot POST')
			: void json(response, 200, { status: 'ok' }),
	);
	open.push(lost);
	await expect(created(lost)).rejects.toThrow(/n8n is ready, but did not answer POST .*404 <p>Cannot POST/);
	expect(posts(lost)).toHaveLength(2);
});

test('a POST whose answer got lost is not sent again', async () => {
	const server = await httpServer((_, __, request) => void request.socket.destroy());
	open.push(server);
	await expect(created(server)).rejects.toThrow(/fetch failed/);
	expect(posts(server)).toHaveLength(1);
});
