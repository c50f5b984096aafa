import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

const most = 2000;
const ofThisProcess = new Map<string, Remembered>();

interface Found {
	events: IDataObject[];
	leftOut: number;
}

/**
 * The events that this node has seen. n8n keeps them with the workflow, so that they outlive a restart; but it reads
 * them when a call comes in and writes them when it is answered, so that calls at the same moment do not see each
 * other. Within one process this memory does. Two webhook processes that are told of the same event at the same
 * moment both start the workflow.
 */
export class Remembered {
	private readonly seen = new Set<string>();
	private readonly underWay = new Map<string, Promise<unknown>>();

	private constructor(private readonly stateKey: string) {}

	static of(context: IWebhookFunctions, stateKey: string): Remembered {
		const key = `${place(context)} ${stateKey}`;
		const remembered = ofThisProcess.get(key) ?? new Remembered(stateKey);
		ofThisProcess.set(key, remembered);
		const { seen } = (context.getWorkflowStaticData('node')[stateKey] ?? {}) as { seen?: unknown };
		for (const name of Array.isArray(seen) ? (seen as unknown[]) : [])
			if (typeof name === 'string') remembered.seen.add(name);
		return remembered;
	}

	/**
	 * Looks up those of the names that were not seen, and gives the events that were not seen by the name that `nameOf`
	 * gives them; from then on they are. What another call looks up at this moment is waited for, and looked up again
	 * when nothing came of it: that call may fail, and it may have looked too early. Throws what `lookUp` throws;
	 * nothing counts as seen then.
	 */
	async unseen(
		names: readonly string[],
		lookUp: (names: string[]) => Promise<Found>,
		nameOf: (event: IDataObject) => string,
	): Promise<Found> {
		for (;;) {
			const others = names.flatMap((name) => this.underWay.get(name) ?? []);
			if (others.length === 0) break;
			await Promise.allSettled(others);
		}
		const wanted = names.filter((name) => !this.seen.has(name));
		if (wanted.length === 0) return { events: [], leftOut: 0 };
		const mine = lookUp(wanted).then(({ events, leftOut }) => ({
			events: events.filter((event) => this.claim(nameOf(event))),
			leftOut,
		}));
		for (const name of wanted) this.underWay.set(name, mine);
		try {
			return await mine;
		} finally {
			for (const name of wanted) this.underWay.delete(name);
		}
	}

	/** Hands it to n8n to keep. */
	keep(context: IWebhookFunctions): void {
		const newest = [...this.seen].slice(-most);
		if (this.seen.size > most * 2) for (const name of [...this.seen].slice(0, -most)) this.seen.delete(name);
		context.getWorkflowStaticData('node')[this.stateKey] = { seen: newest };
	}

	/** True for who asks first; from then on it counts as seen. */
	private claim(name: string): boolean {
		if (this.seen.has(name)) return false;
		this.seen.add(name);
		return true;
	}
}

interface Turns {
	/** The state that the last look left. */
	latest?: IDataObject;
	/** Ends with the look that runs, and never throws. */
	running: Promise<unknown>;
	/** A look that has not begun yet: whoever comes before it does is served by it as well. */
	next?: Promise<IDataObject[]>;
}

const turns = new Map<string, Turns>();

/**
 * One look after the other for the same node of this process; each is handed the state that the one before it left.
 * Calls that come while a look is waiting for its turn share it, and the first of them gets its events: a thousand
 * messages at one moment are two looks. Throws what the action throws, to all who share it.
 */
export async function inTurn(
	context: IWebhookFunctions,
	stateKey: string,
	action: (latest: IDataObject | undefined) => Promise<{ events: IDataObject[]; state: IDataObject }>,
): Promise<IDataObject[]> {
	const key = `${place(context)} ${stateKey}`;
	const turn = turns.get(key) ?? { running: Promise.resolve() };
	turns.set(key, turn);
	if (turn.next) return await turn.next.then(() => []);
	const mine = turn.running.then(async () => {
		turn.next = undefined;
		// After a failure the next one goes on from where it was.
		const { events, state } = await action(turn.latest);
		turn.latest = state;
		return events;
	});
	turn.next = mine;
	turn.running = mine.catch(() => undefined);
	return await mine;
}

const place = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');
