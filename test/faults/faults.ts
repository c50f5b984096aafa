import type { Exchange, Meddling, Passed } from './faultyProxy';

/** Something that goes wrong between n8n and a server. */
export interface Fault {
	name: string;
	/** For the next so many requests. */
	times: number;
	/**
	 * Nobody listens there until the first pause, or ever; or it takes connections and never reads, as a machine that
	 * has hung up; or TLS goes wrong. The whole connection is at fault then.
	 */
	connection?: 'downForAMoment' | 'down' | 'deaf' | 'untrusted' | 'notTls' | 'cutTls';
	meddle?: Meddling;
}

/** What faults need to know of the world they happen in. */
export interface Around {
	/** The address of a server that nobody was told to ask. */
	elsewhere: string;
	/** No answer within so many ms is none. */
	patienceMs: number;
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };
const inASecond = () => new Date(Date.now() + 1000).toUTCString();

/** Answers this instead of doing anything. */
const say =
	(
		status: number,
		headers: Record<string, string> | (() => Record<string, string>),
		body: string | Buffer = '',
	): Meddling =>
	({ response }) =>
		response.writeHead(status, typeof headers === 'function' ? headers() : headers).end(body);

/** A page of something in between, which shows all that it was sent, the login too. */
const page =
	(status: number): Meddling =>
	({ message, body, response }) => {
		const echo = `${JSON.stringify(message.headers)} ${body.toString()}`.replace(/[<&]/g, '.');
		response.writeHead(status, html).end(`<html><head><title>Gateway</title></head><body>${echo}</body></html>`);
	};

/** Lets the server do it, and then meddles with the answer. */
const afterIt =
	(meddle: (exchange: Exchange, answer: Passed) => unknown): Meddling =>
	async (exchange) =>
		await meddle(exchange, await exchange.pass());

const reset = ({ message }: Exchange) => message.socket.resetAndDestroy();

/** Writes the answer's head as it stands here, whatever comes behind. */
function head({ response }: Exchange, { status }: Passed, length: number): void {
	response.socket?.write(`HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`);
}

/** The first half of the answer; to its socket something more can be done. */
function half(exchange: Exchange, answer: Passed): Exchange['response']['socket'] {
	head(exchange, answer, answer.body.length + 2);
	exchange.response.socket?.write(answer.body.subarray(0, answer.body.length / 2));
	return exchange.response.socket;
}

/** The answer in so many parts, with a pause before each. */
async function inParts(exchange: Exchange, answer: Passed, parts: number, pauseMs: number): Promise<void> {
	exchange.response.writeHead(answer.status, { ...json, 'content-length': answer.body.length });
	const size = Math.max(1, Math.ceil(answer.body.length / parts));
	for (let at = 0; at < answer.body.length; at += size) {
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
		if (exchange.response.destroyed) return;
		exchange.response.write(answer.body.subarray(at, at + size));
	}
	exchange.response.end();
}

/** Everything that is tried. */
export function faults({ elsewhere, patienceMs }: Around): Fault[] {
	const once = (name: string, meddle: Meddling): Fault => ({ name, times: 1, meddle });
	const forGood = (name: string, meddle: Meddling): Fault => ({ name, times: Infinity, meddle });
	const connection = (name: string, at: Fault['connection']): Fault => ({ name, times: 0, connection: at });
	return [
		connection('refused for a moment', 'downForAMoment'),
		connection('refused for good', 'down'),
		connection('accepted, and never read', 'deaf'),
		connection('an untrusted certificate', 'untrusted'),
		connection('no TLS where TLS is asked for', 'notTls'),
		connection('cut while TLS begins', 'cutTls'),
		once('reset before it is done', reset),
		forGood('reset before it is done, for good', reset),
		once('reset when it is done', afterIt(reset)),
		once(
			'cut in the middle of the answer',
			afterIt((exchange, answer) => {
				half(exchange, answer)?.write('', () => reset(exchange));
			}),
		),
		once(
			'half an answer, and silent',
			afterIt((exchange, answer) => half(exchange, answer)),
		),
		once(
			'half an answer, and half-closed',
			afterIt((exchange, answer) => half(exchange, answer)?.end()),
		),
		once('half-closed without an answer', ({ message }) => message.socket.end()),
		once('taken, and silent', () => undefined),
		once(
			'done, and silent',
			afterIt(() => undefined),
		),
		once(
			'bytes too slow',
			afterIt((exchange, answer) => inParts(exchange, answer, 50, patienceMs / 20)),
		),
		once(
			'bytes slow, but in time',
			afterIt((exchange, answer) => inParts(exchange, answer, 5, patienceMs / 50)),
		),
		once(
			'a length that is too large',
			afterIt((exchange, answer) => {
				head(exchange, answer, answer.body.length + 50);
				exchange.response.socket?.end(answer.body);
			}),
		),
		once(
			'a length that is too small',
			afterIt((exchange, answer) => {
				head(exchange, answer, Math.max(0, answer.body.length - 5));
				exchange.response.socket?.end(answer.body);
			}),
		),
		once('429', say(429, {})),
		once('429, again in a second', say(429, { 'retry-after': '1' })),
		once(
			'429, again at a time',
			say(429, () => ({ 'retry-after': inASecond(), date: new Date().toUTCString() })),
		),
		once('429, again in eleven days', say(429, { 'retry-after': '1000000' })),
		once('503, again in a second', say(503, { 'retry-after': '1' })),
		once(
			'503, again at a time',
			say(503, () => ({ 'retry-after': inASecond(), date: new Date().toUTCString() })),
		),
		once('503, again in eleven days', say(503, { 'retry-after': '1000000' })),
		{ name: 'two times 500', times: 2, meddle: say(500, {}) },
		forGood('500 for good', say(500, {})),
		once('502 with a page', page(502)),
		once(
			'504 with a page when it is done',
			afterIt((exchange) => page(504)(exchange)),
		),
		once('401 in the middle', say(401, {})),
		once('403', say(403, {})),
		once('302 to another host', say(302, { location: `${elsewhere}/login` })),
		once('307 to another host', say(307, { location: `${elsewhere}/API/x` })),
		once('308 to a page of its own', say(308, { location: '/sign-in' })),
		forGood('302 to another host, for good', say(302, { location: `${elsewhere}/login` })),
		once('a page with 200', page(200)),
		forGood('a page with 200, for good', page(200)),
		once(
			'a page with 200 when it is done',
			afterIt((exchange) => page(200)(exchange)),
		),
		once('200 and nothing', say(200, json)),
		once(
			'200 and nothing when it is done',
			afterIt(({ response }) => response.writeHead(200, json).end()),
		),
		once('204', say(204, {})),
		once('another document', say(200, json, '{"foo":1}')),
		once(
			'another document when it is done',
			afterIt(({ response }) => response.writeHead(200, json).end('{"foo":1}')),
		),
		once('a list', say(200, json, '[{"id":1},null]')),
		once('other types', say(200, json, '{"hits":"0","id":7,"jobId":[],"job":{},"item":{},"uri":[7],"shape":{}}')),
		once('20 MB of another document', say(200, json, `{"foo":"${'x'.repeat(20_000_000)}"}`)),
		once('a hundred thousand levels', say(200, json, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)),
		once('bytes that are no text', say(200, json, Buffer.from([0xff, 0xfe, 0, 1, 0x80, 0xc3]))),
	];
}
