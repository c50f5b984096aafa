import { randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import {
	createNotification,
	deleteNotification,
	findNotifications,
	notificationUrl,
	type NotificationScope,
} from '../../vidicore/notifications/notification';
import { nodeError, UserError } from '../kit/errors';
import { eventOf } from '../events/eventFields';
import type { TriggerEvent } from '../events/triggerEvent';
import { credentialName, vidiCore } from '../kit/vidiCore';

/** What n8n keeps of our notification in VidiCore. */
export interface Subscription {
	notificationId: string;
	scope: NotificationScope;
	/** What it was made from. */
	asked: string;
	/** In the address that VidiCore calls; a call without it is refused. */
	secret: string;
}

const key = 'subscription';

export const subscriptionOf = (context: IHookFunctions | IWebhookFunctions): Subscription | undefined =>
	context.getWorkflowStaticData('node')[key] as unknown as Subscription | undefined;

/**
 * Whether the notification for exactly this event and this address is there already. One for another event is taken
 * back. Throws a node's error.
 */
export async function askedFor(context: IHookFunctions): Promise<boolean> {
	return await shown(context, async (http, event) => {
		const subscription = subscriptionOf(context);
		if (!subscription) return false;
		const { scope, notificationId, asked, secret } = subscription;
		const url = await notificationUrl(http, scope, notificationId);
		if (url === address(context, secret) && asked === question(event)) return true;
		if (url?.startsWith(webhookUrl(context))) await deleteNotification(http, scope, notificationId);
		return false;
	});
}

/**
 * Asks VidiCore to call, after taking back what an earlier life of this node may have left. What is there by now is
 * no event. Throws a node's error.
 */
export async function askToCall(context: IHookFunctions): Promise<boolean> {
	return await shown(context, async (http, event) => {
		const { baseUrl } = await context.getCredentials<{ baseUrl: string }>(credentialName);
		refuseUnreachable(webhookUrl(context), baseUrl);
		await event.check();
		for (const id of await findNotifications(http, event.scope, webhookUrl(context)))
			await deleteNotification(http, event.scope, id);
		const memory = context.getWorkflowStaticData('node');
		if (event.named(new Map()) === undefined) memory[event.stateKey] ??= await event.begin();
		const secret = randomBytes(24).toString('hex');
		const notificationId = await createNotification(http, event.scope, event.trigger, address(context, secret));
		memory[key] = {
			notificationId,
			scope: event.scope,
			asked: question(event),
			secret,
		} satisfies Subscription as unknown as IDataObject;
		return true;
	});
}

/**
 * Takes the notification back. While VidiCore is out of reach it stays and is found again when the workflow is
 * published; its calls are refused until then.
 */
export async function stopCalls(context: IHookFunctions): Promise<boolean> {
	const subscription = subscriptionOf(context);
	if (!subscription) return true;
	try {
		await deleteNotification(await vidiCore(context), subscription.scope, subscription.notificationId);
	} catch {
		return false;
	}
	delete context.getWorkflowStaticData('node')[key];
	return true;
}

const question = ({ scope, trigger }: TriggerEvent): string => JSON.stringify([scope, trigger]);

/** Where n8n listens for this node. It differs between the editor's test and the published workflow. */
const webhookUrl = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

function address(context: IHookFunctions, secret: string): string {
	const url = new URL(webhookUrl(context));
	url.searchParams.set('secret', secret);
	return url.href;
}

const isLocal = (url: string) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(url);

/** VidiCore on another machine cannot call "localhost"; publishing would look well and nothing would ever come. */
function refuseUnreachable(url: string, baseUrl: string): void {
	if (!isLocal(url) || isLocal(baseUrl)) return;
	throw new UserError(
		`VidiCore cannot reach n8n at ${new URL(url).origin}`,
		'This is the address n8n believes to have. Set WEBHOOK_URL of n8n to an address that VidiCore can reach, or use "VidiCore Polling Trigger", which needs none.',
	);
}

async function shown<T>(
	context: IHookFunctions,
	action: (http: VidiCoreHttp, event: TriggerEvent) => Promise<T>,
): Promise<T> {
	try {
		const http = await vidiCore(context);
		return await action(http, eventOf(context, http));
	} catch (error) {
		throw nodeError(context.getNode(), error);
	}
}
