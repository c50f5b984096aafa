import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isFinal } from '../../vidicore/errors';
import { readMessage } from '../../vidicore/notifications/message';
import { callTimeoutSeconds } from '../../vidicore/notifications/notification';
import { callAgain, done, doneWithNotice, refused } from '../events/callAnswers';
import { eventOf } from '../events/eventFields';
import { dated, newerState } from '../events/states';
import type { TriggerEvent } from '../events/triggerEvent';
import { comingOut } from '../kit/comingOut';
import { clock, vidiCore } from '../kit/vidiCore';
import { isSecret } from './secret';
import { inTurn, Remembered } from './seenEvents';
import { keepSubscription, secretHashesOf } from './subscription';

/** VidiCore does not listen longer; some time is left for the way back. */
const answerWithinMs = (callTimeoutSeconds - 5) * 1000;

/**
 * VidiCore calls. Without the secret of our notification it is refused. What it says is looked up in VidiCore and
 * never believed; what was seen before is answered and starts nothing. Only when VidiCore cannot be asked, or not in
 * time, it is told to call again: what it would answer the same next time (it has no such job, or does not show it to
 * us) is done with. Never throws: n8n would store a failed execution, for anybody who knows the address.
 */
export async function called(context: IWebhookFunctions, limitMs = answerWithinMs): Promise<IWebhookResponseData> {
	try {
		const query = context.getQueryData() as { secret?: unknown } | undefined;
		return secretHashesOf(context).some((hash) => isSecret(query?.secret, hash))
			? await inTime(limitMs, async (late) => await told(context, late))
			: refused(context, 'This call does not come from the notification of this workflow');
	} catch (error) {
		return isFinal(error)
			? done(`Nothing is started, because VidiCore does not have what is to be watched: ${error.message}`)
			: callAgain(context, error);
	}
}

/** What the action gives. Throws what it throws, and when it takes longer; its signal is aborted then. */
async function inTime<T>(limitMs: number, action: (late: AbortSignal) => Promise<T>): Promise<T> {
	const [late, ended] = [new AbortController(), new AbortController()];
	const limit = clock.sleep(limitMs, ended.signal).then(() => {
		const error = new Error(`it did not answer within ${limitMs / 1000} s`);
		if (!ended.signal.aborted) late.abort(error);
		return Promise.reject(error);
	});
	try {
		return await Promise.race([action(late.signal), limit]);
	} finally {
		ended.abort();
	}
}

async function told(context: IWebhookFunctions, late: AbortSignal): Promise<IWebhookResponseData> {
	const event = eventOf(context, await vidiCore(context, { operationMs: answerWithinMs }));
	const names = event.named(readMessage(context.getBodyData()));
	const { events, leftOut } = names
		? await each(context, event, names, late)
		: { events: await comparison(context, event, late), leftOut: 0 };
	const notice =
		names?.length === 0
			? 'This message names nothing that could be looked up'
			: leftOut > 0
				? `This message names more than VidiCore names in one; ${leftOut} of it were left out`
				: undefined;
	const answer = notice ? doneWithNotice(context, notice) : done('Nothing new for this workflow');
	return events.length > 0
		? {
				workflowData: [
					comingOut(
						context,
						events.map((json) => ({ json })),
					),
				],
			}
		: answer;
}

/** The events that a message names, each once however often and in whatever order it is told. */
async function each(context: IWebhookFunctions, event: TriggerEvent, names: readonly string[], late: AbortSignal) {
	const remembered = Remembered.of(context, event.stateKey);
	const found = await remembered.unseen(
		names,
		async (unseen) => {
			const looked = await event.verified(unseen);
			late.throwIfAborted(); // what counts as seen now would never start the workflow
			return looked;
		},
		(happened) => event.keyOf(happened),
	);
	if (found.events.length > 0) {
		remembered.keep(context);
		keepSubscription(context);
	}
	return found;
}

/** Where a message names nothing that can be relied on, one call after the other compares with how it was. */
async function comparison(context: IWebhookFunctions, event: TriggerEvent, late: AbortSignal): Promise<IDataObject[]> {
	return await inTurn(context, event.stateKey, async (latest) => {
		const memory = context.getWorkflowStaticData('node');
		const before = newerState(latest, memory[event.stateKey] as IDataObject | undefined);
		// Without a state nothing is known to have come: better no event than all that is there.
		const { events, state } = before ? await event.since(before) : { events: [], state: await event.begin() };
		late.throwIfAborted();
		const kept = dated(state);
		memory[event.stateKey] = kept;
		keepSubscription(context);
		return { events, state: kept };
	});
}
