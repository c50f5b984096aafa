import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a conversation, in the words of OpenAI's chat completions. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | Array<{ type: string; text?: string }> | null;
	/** Which tools the model has called. */
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	/** Which call this answers. */
	tool_call_id?: string;
}

/** A tool as the model is told of it. */
export interface OfferedTool {
	function: { name: string; description?: string; parameters?: unknown };
}

/** What the model was asked. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools: OfferedTool[];
}

/** What the model is to say: a call of a tool, or its last words. */
export type Line = { call: string; with: Record<string, unknown> } | { say: string };

/** A language model that plays a part that was written for it. */
export interface ScriptedModel {
	/** For the credential of n8n's OpenAI nodes. */
	url: string;
	/** All that it was asked so far, in order. */
	requests: ChatRequest[];
	close(): Promise<void>;
}

/**
 * Starts a server that speaks OpenAI's chat completions, without streaming. `script` chooses the next line by what the
 * model is asked; one that throws answers 500 with its message.
 */
export async function startScriptedModel(script: (request: ChatRequest) => Line): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	const server = createServer((incoming, response) => {
		const answer = (status: number, body: object) =>
			void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		bodyOf(incoming)
			.then((body) => {
				const asked = JSON.parse(body) as Partial<ChatRequest>;
				const request = { messages: asked.messages ?? [], tools: asked.tools ?? [] };
				requests.push(request);
				answer(200, completion(script(request), requests.length));
			})
			.catch((error: unknown) => answer(500, { error: { message: String(error) } }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** The text of a message, whichever of its two forms it has. */
export const textOf = ({ content }: ChatMessage): string =>
	Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? '');

function completion(line: Line, number: number): object {
	const message =
		'say' in line
			? { role: 'assistant', content: line.say }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${number}`,
							type: 'function',
							function: { name: line.call, arguments: JSON.stringify(line.with) },
						},
					],
				};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'say' in line ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
