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
import { dated, forgetOtherStates } from '../events/states';
import type { TriggerEvent } from '../events/triggerEvent';
import { isLocal } from '../kit/localAddress';
import { credentialName, vidiCore } from '../kit/vidiCore';
import { isSecret, newSecret, secretHash } from './secret';

/** What n8n keeps of our notification in VidiCore. Everybody who may read the workflow can read it. */
interface Subscription {
	notificationId: string;
	scope: NotificationScope;
	/** What it was made from. */
	asked: string;
	/** Of the secret in the address that VidiCore calls; a call without it is refused. */
	secretHash: string;
	/** When it was made, ISO 8601 in UTC. */
	made: string;
}

/** Earlier versions kept the secret itself, and not when it was made. */
type KeptSubscription = Partial<Subscription> & { secret?: unknown };

const key = 'subscription';

/**
 * A call reads the static data when it comes in and may write them after the workflow was published anew meanwhile;
 * then this process still knows what it asked for last.
 */
const latest = new Map<string, Subscription>();

const place = (context: IHookFunctions | IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode() === 'manual' ? 'test' : 'live'].join(' ');

const kept = (context: IHookFunctions | IWebhookFunctions): KeptSubscription | undefined =>
	context.getWorkflowStaticData('node')[key] as KeptSubscription | undefined;

/** The newer one of what n8n has kept and what this process has asked for. */
function subscriptionOf(context: IHookFunctions | IWebhookFunctions): KeptSubscription | undefined {
	const [stored, mine] = [kept(context), latest.get(place(context))];
	return mine && (stored?.made ?? '') < mine.made ? mine : stored;
}

/**
 * The hashes of the secrets with which calls are taken; one of an earlier version is good until the next publishing.
 */
export const secretHashesOf = (context: IWebhookFunctions): string[] =>
	[subscriptionOf(context), kept(context)].flatMap((subscription) => hashOf(subscription) ?? []);

/** To be called before n8n writes the static data after a call: it must not bring back an older subscription. */
export function keepSubscription(context: IHookFunctions | IWebhookFunctions): void {
	const subscription = subscriptionOf(context);
	if (subscription && subscription !== kept(context))
		context.getWorkflowStaticData('node')[key] = { ...subscription } as unknown as IDataObject;
}

/**
 * Whether the notification for exactly this event and this address is there already. One for another event is taken
 * back, and one whose secret an earlier version has kept for all to read. Throws a node's error.
 */
export async function askedFor(context: IHookFunctions): Promise<boolean> {
	return await withNodeErrors(context, async (http, event) => {
		const { scope, notificationId, asked, secretHash } = subscriptionOf(context) ?? {};
		if (!scope || !notificationId) return false;
		const url = await notificationUrl(http, scope, notificationId);
		const secret = url === undefined ? undefined : secretIn(url, webhookUrl(context));
		if (isSecret(secret, secretHash) && asked === question(event)) {
			keepSubscription(context);
			return true;
		}
		if (secret !== undefined) await deleteNotification(http, scope, notificationId);
		return false;
	});
}

/**
 * Asks VidiCore to call, after taking back what an earlier life of this node may have left. What is there by now is
 * no event. Throws a node's error.
 */
export async function askToCall(context: IHookFunctions): Promise<boolean> {
	return await withNodeErrors(context, async (http, event) => {
		const { baseUrl } = await context.getCredentials<{ baseUrl: string }>(credentialName);
		const ours = webhookUrl(context);
		refuseUnreachable(ours, baseUrl);
		await event.check();
		const left = await findNotifications(http, event.scope, (url) => secretIn(url, ours) !== undefined);
		for (const id of left) await deleteNotification(http, event.scope, id);
		const memory = context.getWorkflowStaticData('node');
		forgetOtherStates(memory, event.stateKey);
		if (event.named(new Map()) === undefined) memory[event.stateKey] ??= dated(await event.begin());
		const secret = newSecret();
		const subscription: Subscription = {
			notificationId: await createNotification(http, event.scope, event.trigger, address(ours, secret)),
			scope: event.scope,
			asked: question(event),
			secretHash: secretHash(secret),
			made: new Date().toISOString(),
		};
		latest.set(place(context), subscription);
		memory[key] = { ...subscription } as unknown as IDataObject;
		return true;
	});
}

/**
 * Takes the notification back. While VidiCore is out of reach, or something else answers in its place, it stays and is
 * found again when the workflow is published; its calls are refused until then.
 */
export async function stopCalls(context: IHookFunctions): Promise<boolean> {
	const { scope, notificationId } = subscriptionOf(context) ?? {};
	if (!scope || !notificationId) return true;
	try {
		await deleteNotification(await vidiCore(context), scope, notificationId);
	} catch {
		return false;
	}
	latest.delete(place(context));
	delete context.getWorkflowStaticData('node')[key];
	return true;
}

function hashOf({ secretHash: hash, secret }: KeptSubscription = {}): string | undefined {
	if (typeof hash === 'string') return hash;
	return typeof secret === 'string' ? secretHash(secret) : undefined;
}

const question = ({ scope, trigger }: TriggerEvent): string => JSON.stringify([scope, trigger]);

/** Where n8n listens for this node. It differs between the editor's test and the published workflow. */
const webhookUrl = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

function address(webhook: string, secret: string): string {
	const url = new URL(webhook);
	url.searchParams.set('secret', secret);
	return url.href;
}

/** The secret in an address that calls this webhook and none else; undefined when it is another address. */
function secretIn(address: string, webhook: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	const secret = url.searchParams.get('secret');
	url.search = '';
	return url.href === new URL(webhook).href ? (secret ?? undefined) : undefined;
}

/** VidiCore on another machine cannot call "localhost"; publishing would look well and nothing would ever come. */
function refuseUnreachable(url: string, baseUrl: string): void {
	if (!isLocal(url) || isLocal(baseUrl)) return;
	throw new UserError(
		`VidiCore cannot reach n8n at ${new URL(url).origin}`,
		'This is the address n8n believes to have. Set WEBHOOK_URL of n8n to an address that VidiCore can reach, or ' +
			'use "VidiCore Polling Trigger", which needs none.',
	);
}

async function withNodeErrors<T>(
	context: IHookFunctions,
	action: (http: VidiCoreHttp, event: TriggerEvent) => Promise<T>,
): Promise<T> {
	try {
		const http = await vidiCore(context);
		return await action(http, eventOf(context, http));
	} catch (error) {
		throw nodeError(context, error);
	}
}
