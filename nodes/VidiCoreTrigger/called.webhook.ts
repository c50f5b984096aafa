import { createHash, timingSafeEqual } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readMessage } from '../../vidicore/notifications/message';
import { eventOf } from '../events/eventFields';
import type { TriggerEvent } from '../events/triggerEvent';
import { vidiCore } from '../kit/vidiCore';
import { inTurn, Remembered } from './seenEvents';
import { subscriptionOf } from './subscription';

/**
 * VidiCore calls. Without the secret of our notification it is refused. What it says is looked up in VidiCore and
 * never believed; what was seen before is answered and starts nothing. When VidiCore cannot be asked it is told to
 * call again.
 */
export async function called(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const subscription = subscriptionOf(context);
	if (!subscription || !same(String((context.getQueryData() as IDataObject).secret ?? ''), subscription.secret))
		return answer(context, 403, 'This call does not come from the notification of this workflow');
	try {
		const http = await vidiCore(context);
		const event = eventOf(context, http);
		const names = event.named(readMessage(context.getBodyData()));
		const events = names === undefined ? await comparison(context, event) : await each(context, event, names);
		return events.length > 0
			? { workflowData: [events.map((json) => ({ json }))] }
			: { webhookResponse: { message: 'Nothing new for this workflow' } };
	} catch {
		return answer(context, 503, 'VidiCore could not be asked about this; call again');
	}
}

/** The events that a message names, each once however often and in whatever order it is told. */
async function each(context: IWebhookFunctions, event: TriggerEvent, names: readonly string[]): Promise<IDataObject[]> {
	const remembered = Remembered.of(context, event.stateKey);
	const claimed = names.filter((name) => remembered.claim(name));
	const events: IDataObject[] = [];
	try {
		for (const name of claimed) {
			const happened = await event.verified(name);
			if (happened) events.push(happened);
			else remembered.release(name);
		}
	} catch (error) {
		for (const name of claimed) remembered.release(name);
		return await Promise.reject(error);
	}
	if (events.length > 0) remembered.keep(context);
	return events;
}

/** Where a message names nothing that can be relied on, one call after the other compares with how it was. */
async function comparison(context: IWebhookFunctions, event: TriggerEvent): Promise<IDataObject[]> {
	return await inTurn(context, event.stateKey, async (latest) => {
		const memory = context.getWorkflowStaticData('node');
		const { events, state } = await event.since(latest ?? (memory[event.stateKey] as IDataObject));
		memory[event.stateKey] = state;
		return { events, state };
	});
}

/** Compares without telling by its duration how much of a guess was right. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string) => createHash('sha256').update(text).digest();

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
