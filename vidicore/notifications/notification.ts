import { ask } from '../answers';
import { isMissing, VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { idsOf, readIds } from '../plainLists';
import { decoded } from '../resources/s3Uri';

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
	const body = JSON.stringify({ action, trigger });
	const options = { body, secrets: keysIn(url) };
	const made = await ask(http, 'POST', path(scope), 'the id of the new notification', options);
	const [id] = idsOf(made);
	if (id === undefined) throw made.bad('"uri" is empty');
	return id;
}

/** What makes an address a secret: its login, and what its query says. */
function keysIn(url: string): string[] {
	if (!URL.canParse(url)) return [];
	const { password, searchParams } = new URL(url);
	return [decoded(password), ...searchParams.values()];
}

/**
 * The address that a notification calls; undefined when there is no such notification, or when it calls none but does
 * something else (a message queue, a script). Throws a VidiCoreError.
 */
export async function notificationUrl(
	http: VidiCoreHttp,
	scope: NotificationScope,
	id: string,
): Promise<string | undefined> {
	try {
		const notification = await ask(http, 'GET', `${path(scope)}/${segment(id)}`, `the notification ${id}`);
		const action = notification.part('action');
		if (action.isEmpty) throw notification.bad('its "action" is empty');
		return action.partIfAny('http')?.text('url');
	} catch (error) {
		return isMissing(error) ? undefined : await Promise.reject(error);
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
	const found: string[] = [];
	for (const id of (await readIds(http, path(scope), 'the list of notifications')).slice(-300)) {
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
		const at = `${path(scope)}/${segment(id)}`;
		if (await http.send('DELETE', at)) return;
		// VidiCore answers with nothing (recorded); a document may be anybody's.
		await ask(http, 'GET', at, 'the notification');
		const words = `Something else than VidiCore has answered: the notification ${id} is still there`;
		throw new VidiCoreError(words, { kind: 'notVidiCore' }, { method: 'DELETE', path: at });
	} catch (error) {
		if (!isMissing(error)) await Promise.reject(error);
	}
}
