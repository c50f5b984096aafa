import { openWorld, type World } from '../../tools/emulator/world';
import { usual } from '../../tools/emulator/worstCase';
import { askEmulator, type AskOptions } from './askEmulator';

/** Asks an emulated VidiCore, in the easy ways, by calls in words: `GET /API/library`. */
export interface Asker {
	world: World;
	ask: (words: string, options?: AskOptions) => ReturnType<typeof askEmulator>;
	/** The answer's document. */
	read: (path: string, options?: AskOptions) => Promise<Record<string, unknown>>;
	/** Sends a document, and gives what was answered to it. */
	send: (words: string, document?: unknown, options?: AskOptions) => ReturnType<typeof askEmulator>;
	/** Sends a text. */
	sendText: (words: string, body: string, options?: AskOptions) => ReturnType<typeof askEmulator>;
	/** The status that a job has in the end. */
	jobEnds: (job: Record<string, unknown>) => Promise<unknown>;
}

export async function openAsker(): Promise<Asker> {
	const world = await openWorld({ worstCase: usual });
	const ask: Asker['ask'] = async (words, options) => {
		const [method = '', path = ''] = words.split(' ');
		return await askEmulator(world, method, path, options);
	};
	const read: Asker['read'] = async (path, options) => (await ask(`GET ${path}`, options)).json();
	return {
		world,
		ask,
		read,
		send: async (words, document = {}, options = {}) =>
			await ask(words, { body: JSON.stringify(document), ...options }),
		sendText: async (words, body, options = {}) => await ask(words, { body, type: 'text/plain', ...options }),
		jobEnds: async ({ jobId }) => {
			for (;;) {
				const { status } = await read(`/API/job/${String(jobId)}`);
				if (/^(FINISHED|FAILED|ABORTED$)/.test(String(status))) return status;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		},
	};
}
