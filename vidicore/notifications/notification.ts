import { isMissing, VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { NotificationDocument, UriListDocument } from './documents';

/** What a notification hangs on, as it stands in the address: make one with `scopes`. */
export type NotificationScope = string & { readonly scope: unique symbol };

export const scopes = {
	allJobs: 'job' as NotificationScope,
	job: (id: string) => `job/${segment(id)}` as NotificationScope,
	allItems: 'item' as NotificationScope,
	item: (id: string) => `item/${segment(id)}` as NotificationScope,
	collection: (id: string) => `collection/${segment(id)}` as NotificationScope,
};

/** When a job has ended, however it ended: `stop` is sent for failed jobs too (recorded). */
export const whenStopped = { job: { stop: {} } };

/** VidiCore waits so long for the answer to a call, in seconds, and then calls again. */
export const callTimeoutSeconds = 30;

const path = (scope: NotificationScope) => `/API/${scope}/notification`;

/**
 * Asks VidiCore to call that address on what the trigger names, from a thread of its own and again after a failure.
 * The address is a secret when it holds a token; VidiCore keeps it until the notification is deleted. Resolves to the
 * notification's id. Throws a VidiCoreError.
 */
export async function createNotification(
	http: VidiCoreHttp,
	scope: NotificationScope,
	trigger: object,
	url: string,
): Promise<string> {
	const action = {
		http: {
			synchronous: false,
			group: 'n8n',
			url,
			method: 'POST',
			timeout: callTimeoutSeconds,
			retry: 10,
			contentType: 'application/json',
		},
	};
	const { uri } = await http.json<UriListDocument>('POST', path(scope), { body: JSON.stringify({ action, trigger }) });
	const id = uri?.[0]?.split('/').at(-1);
	if (id) return id;
	throw new VidiCoreError(
		"VidiCore's answer names no id for the new notification",
		{ kind: 'badAnswer' },
		{ method: 'POST', path: path(scope) },
	);
}

/** The address that a notification calls; undefined when there is no such notification. Throws a VidiCoreError. */
export async function notificationUrl(
	http: VidiCoreHttp,
	scope: NotificationScope,
	id: string,
): Promise<string | undefined> {
	try {
		const { action } = await http.json<NotificationDocument>('GET', `${path(scope)}/${segment(id)}`);
		return action?.http?.url;
	} catch (error) {
		return error instanceof VidiCoreError && error.kind === 'notFound' ? undefined : await Promise.reject(error);
	}
}

/**
 * Ids of those notifications of a scope whose address is one of those meant; looks at the newest few hundred. Throws a
 * VidiCoreError.
 */
export async function findNotifications(
	http: VidiCoreHttp,
	scope: NotificationScope,
	isMeant: (url: string) => boolean,
): Promise<string[]> {
	const { uri = [] } = await http.json<UriListDocument>('GET', path(scope));
	const found: string[] = [];
	for (const id of uri.slice(-300).map((one) => one.split('/').at(-1) ?? '')) {
		const url = await notificationUrl(http, scope, id);
		if (url !== undefined && isMeant(url)) found.push(id);
	}
	return found;
}

/**
 * Takes back one notification, if it is still there; never without its id, because that would delete other people's
 * as well. Throws a VidiCoreError, also when it is not known whether it is still there.
 */
export async function deleteNotification(http: VidiCoreHttp, scope: NotificationScope, id: string): Promise<void> {
	try {
		await http.send('DELETE', `${path(scope)}/${segment(id)}`);
	} catch (error) {
		if (!isMissing(error)) await Promise.reject(error);
	}
}
