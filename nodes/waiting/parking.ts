import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/**
 * What a parked node has to know when VidiCore calls, kept in n8n's own context of the node, which n8n stores with the
 * execution. It stays there over the rounds of a loop.
 */
export interface Parking {
	jobs: ParkedJob[];
	/** When the first round began, in ms since 1970. */
	since: number;
	/** Job id → id of our notification on it. */
	notifications: Record<string, string>;
}

export interface ParkedJob {
	item: number;
	/** '' where there is nothing to wait for. */
	jobId: string;
	input: IDataObject;
	/** What is to be made of the job when it has ended. */
	wanted?: IDataObject;
}

const key = 'parking';

/** What the round before left, if it was about the same jobs. */
export function recall(memory: IDataObject, jobs: Parking['jobs']): Parking | undefined {
	const parking = memory[key] as unknown as Parking | undefined;
	const same = (list: Parking['jobs']) => JSON.stringify(list.map(({ jobId }) => jobId));
	return parking && same(parking.jobs) === same(jobs) ? parking : undefined;
}

export function remember(memory: IDataObject, parking: Parking): void {
	memory[key] = parking as unknown as IDataObject;
}

export function forget(memory: IDataObject): void {
	delete memory[key];
}

/**
 * The same from within `webhook()`, where n8n gives no context but lets an expression read it; undefined when there is
 * none.
 */
export function recallInWebhook(context: IWebhookFunctions): Parking | undefined {
	const parking = context.evaluateExpression(
		`{{ $node[${quoted(context.getNode().name)}].context[${quoted(key)}] }}`,
	) as unknown as Parking | undefined;
	return Array.isArray(parking?.jobs) ? parking : undefined;
}

/**
 * A text as an expression writes it. Braces end an expression even within quotes, and a node may be called "a }} b".
 */
const quoted = (text: string): string =>
	JSON.stringify(text).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
