import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

const most = 2000;
const ofThisProcess = new Map<string, Remembered>();

/**
 * The events that this node has seen. n8n keeps them with the workflow, so that they outlive a restart; but it reads
 * them when a call comes in and writes them when it is answered, so that calls at the same moment do not see each
 * other. Within one process this memory does. Two webhook processes that are told of the same event at the same
 * moment both start the workflow.
 */
export class Remembered {
	private readonly seen = new Set<string>();

	private constructor(private readonly stateKey: string) {}

	static of(context: IWebhookFunctions, stateKey: string): Remembered {
		const key = `${place(context)} ${stateKey}`;
		const remembered = ofThisProcess.get(key) ?? new Remembered(stateKey);
		ofThisProcess.set(key, remembered);
		const { seen = [] } = (context.getWorkflowStaticData('node')[stateKey] ?? {}) as { seen?: string[] };
		for (const name of seen) remembered.seen.add(name);
		return remembered;
	}

	/** True for who asks first; from then on it counts as seen. */
	claim(name: string): boolean {
		if (this.seen.has(name)) return false;
		this.seen.add(name);
		return true;
	}

	/** It was not seen after all. */
	release(name: string): void {
		this.seen.delete(name);
	}

	/** Hands it to n8n to keep. */
	keep(context: IWebhookFunctions): void {
		const newest = [...this.seen].slice(-most);
		if (this.seen.size > most * 2) for (const name of [...this.seen].slice(0, -most)) this.seen.delete(name);
		context.getWorkflowStaticData('node')[this.stateKey] = { seen: newest };
	}
}

const turns = new Map<string, Promise<IDataObject | undefined>>();

/**
 * One after the other for the same node of this process; each is handed the state that the one before it left. Throws
 * what the action throws.
 */
export async function inTurn(
	context: IWebhookFunctions,
	stateKey: string,
	action: (latest: IDataObject | undefined) => Promise<{ events: IDataObject[]; state: IDataObject }>,
): Promise<IDataObject[]> {
	const key = `${place(context)} ${stateKey}`;
	const before = turns.get(key) ?? Promise.resolve(undefined);
	const mine = before.then(async (latest) => await action(latest));
	// Whoever comes next goes on from here; after a failure from where it was.
	turns.set(
		key,
		mine.then(
			({ state }) => state,
			async () => await before,
		),
	);
	return (await mine).events;
}

const place = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');
