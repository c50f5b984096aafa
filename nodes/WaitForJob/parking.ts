import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/**
 * What a parked node has to know when VidiCore calls, kept in n8n's own context of the node, which n8n stores with the
 * execution. It stays there over the rounds of a loop.
 */
export interface Parking {
	jobs: Array<{ item: number; jobId: string; input: IDataObject }>;
	/** When the first round began, in ms since 1970. */
	since: number;
	/** Job id → id of our notification on it. */
	notifications: Record<string, string>;
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
 * The same from within `webhook()`, where n8n gives no context but lets an expression read it. Throws an Error when
 * there is none.
 */
export function recallInWebhook(context: IWebhookFunctions): Parking {
	const parking = context.evaluateExpression(
		`{{ $node[${JSON.stringify(context.getNode().name)}].context[${JSON.stringify(key)}] }}`,
	) as unknown as Parking | undefined;
	if (!Array.isArray(parking?.jobs)) throw new Error('The parked jobs are not known');
	return parking;
}
