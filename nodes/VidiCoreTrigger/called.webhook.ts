import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isFinal } from '../../vidicore/errors';
import { readMessage } from '../../vidicore/notifications/message';
import { redact } from '../../vidicore/redact';
import { eventOf } from '../events/eventFields';
import { dated, newerState } from '../events/states';
import type { TriggerEvent } from '../events/triggerEvent';
import { vidiCore } from '../kit/vidiCore';
import { isSecret } from './secret';
import { inTurn, Remembered } from './seenEvents';
import { keepSubscription, secretHashesOf } from './subscription';

/**
 * VidiCore calls. Without the secret of our notification it is refused. What it says is looked up in VidiCore and
 * never believed; what was seen before is answered and starts nothing. Only when VidiCore cannot be asked it is told
 * to call again: what it would answer the same next time (it has no such job, or does not show it to us) is done with.
 * Never throws: n8n would store a failed execution, for anybody who knows the address.
 */
export async function called(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const query = context.getQueryData() as { secret?: unknown } | undefined;
		return secretHashesOf(context).some((hash) => isSecret(query?.secret, hash))
			? await told(context)
			: answer(context, 403, 'This call does not come from the notification of this workflow');
	} catch (error) {
		return isFinal(error)
			? done(`Nothing is started, because VidiCore does not have what is to be watched: ${error.message}`)
			: later(context, error);
	}
}

async function told(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const event = eventOf(context, await vidiCore(context));
	const names = event.named(readMessage(context.getBodyData()));
	const { events, leftOut } = names
		? await each(context, event, names)
		: { events: await comparison(context, event), leftOut: 0 };
	const notice =
		names?.length === 0
			? 'This message names nothing that could be looked up'
			: leftOut > 0
				? `This message names more than VidiCore names in one; ${leftOut} of it were left out`
				: undefined;
	if (notice) context.logger.warn(`VidiCore Trigger: ${notice}`);
	if (events.length > 0) return { workflowData: [events.map((json) => ({ json }))] };
	return done(notice ?? 'Nothing new for this workflow');
}

/** The events that a message names, each once however often and in whatever order it is told. */
async function each(context: IWebhookFunctions, event: TriggerEvent, names: readonly string[]) {
	const remembered = Remembered.of(context, event.stateKey);
	const found = await remembered.unseen(
		names,
		(unseen) => event.verified(unseen),
		(happened) => event.keyOf(happened),
	);
	if (found.events.length > 0) {
		remembered.keep(context);
		keepSubscription(context);
	}
	return found;
}

/** Where a message names nothing that can be relied on, one call after the other compares with how it was. */
async function comparison(context: IWebhookFunctions, event: TriggerEvent): Promise<IDataObject[]> {
	return await inTurn(context, event.stateKey, async (latest) => {
		const memory = context.getWorkflowStaticData('node');
		const before = newerState(latest, memory[event.stateKey] as IDataObject | undefined);
		// Without a state nothing is known to have come: better no event than all that is there.
		const { events, state } = before ? await event.since(before) : { events: [], state: await event.begin() };
		const kept = dated(state);
		memory[event.stateKey] = kept;
		keepSubscription(context);
		return { events, state: kept };
	});
}

function later(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const reason = redact(error instanceof Error ? error.message : '');
	context.logger.warn(`VidiCore Trigger: VidiCore was told to call again, because it could not be asked: ${reason}`);
	return answer(context, 503, 'VidiCore could not be asked about this; call again');
}

const done = (message: string): IWebhookResponseData => ({ webhookResponse: { message } });

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	try {
		context.getResponseObject().status(status).json({ message });
	} catch {
		// Who called does not listen any more.
	}
	return { noWebhookResponse: true };
}
