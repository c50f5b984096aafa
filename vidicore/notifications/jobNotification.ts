import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { UriListDocument } from './documents';

const path = (jobId: string) => `/API/job/${segment(jobId)}/notification`;

/**
 * Asks VidiCore to call that address when the job has ended, however it ended: `stop` is sent for failed jobs too (recorded).
 * The address is a secret when it holds a token; VidiCore keeps it until the notification is deleted. Resolves to the
 * notification's id. Throws a VidiCoreError.
 */
export async function createJobNotification(http: VidiCoreHttp, jobId: string, url: string): Promise<string> {
	const action = { http: { synchronous: false, group: 'n8n', url, method: 'POST', timeout: 30, retry: 10, contentType: 'application/json' } };
	const { uri } = await http.json<UriListDocument>('POST', path(jobId), { body: JSON.stringify({ action, trigger: { job: { stop: {} } } }) });
	const id = uri?.[0]?.split('/').at(-1);
	if (id) return id;
	throw new VidiCoreError("VidiCore's answer names no id for the new notification", { kind: 'badAnswer' }, { method: 'POST', path: path(jobId) });
}

/** Takes back one notification of a job; never without its id, because that would delete other people's as well. Throws a VidiCoreError. */
export async function deleteJobNotification(http: VidiCoreHttp, jobId: string, notificationId: string): Promise<void> {
	await http.send('DELETE', `${path(jobId)}/${segment(notificationId)}`);
}
