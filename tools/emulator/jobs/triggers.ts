import { invalidInput } from '../faults';
import type { Job } from './job';

type Members = Readonly<Record<string, unknown>>;

/** A NotificationDocument as far as the emulator reads it. */
export interface NotificationDocument {
	action: { http: { url: string; method: string; retry: number } };
	trigger: { job?: Members; metadata?: Members; collection?: Members; item?: Members };
}

/** What happens to a job, as its messages call it. */
export type JobAction = 'CREATE' | 'UPDATE' | 'STOP';

/** An empty XML element is a text in its JSON form. */
const members = (raw: unknown): Members | undefined =>
	raw === '' ? {} : typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Members) : undefined;

const jobTriggers = ['create', 'update', 'stop', 'finished', 'fail'];

/** Checks a NotificationDocument. Throws 400 for what is mandatory and missing (documented). */
export function readNotification(document: Members): NotificationDocument {
	const http = members(members(document.action)?.http);
	const { url, method, retry = 0, timeout, synchronous } = http ?? {};
	if (typeof url !== 'string' || !URL.canParse(url)) throw invalidInput('url', 'Not an address');
	if (method !== 'POST' && method !== 'PUT') throw invalidInput('method', 'POST or PUT', undefined, String(method));
	if (!(Number(retry) >= 0)) throw invalidInput('retry', 'Not a number', undefined, String(retry));
	if (timeout === undefined || synchronous === undefined)
		throw invalidInput('http', 'timeout and synchronous are mandatory');
	const given = members(document.trigger);
	const kinds = ['job', 'metadata', 'collection', 'item'].filter((kind) => given?.[kind] !== undefined);
	const [kind = ''] = kinds;
	const trigger = members(given?.[kind]);
	if (kinds.length !== 1 || !trigger) throw invalidInput('trigger', 'Exactly one trigger is needed');
	if (kind === 'job' && jobTriggers.filter((name) => name in trigger).length !== 1)
		throw invalidInput('trigger', `Exactly one of ${jobTriggers.join(', ')} is needed`);
	return { action: { http: { url, method, retry: Number(retry) } }, trigger: { [kind]: trigger } };
}

/** Whether a job's trigger is about this: all of `finished`, `fail` and `stop` are about its end. */
export function concernsJob(on: Members | undefined, job: Job, action: JobAction): boolean {
	if (!on || !passes(members(on.filter), job)) return false;
	if (action !== 'STOP') return action.toLowerCase() in on;
	return (
		'stop' in on ||
		('finished' in on && job.status.startsWith('FINISHED')) ||
		('fail' in on && job.status.startsWith('FAILED'))
	);
}

/** A filter's `type` and `jobdata` must all be the job's (names of the vendor's types; `step` is not done). */
function passes(filter: Members | undefined, job: Job): boolean {
	if (!filter) return true;
	const wanted = [filter.jobdata ?? []].flat().map((one) => members(one) ?? {});
	return (
		(filter.type === undefined || filter.type === job.type) &&
		wanted.every(({ key, value }) => [...job.data].some(([name, own]) => name === key && own === String(value)))
	);
}

/** The fields that a trigger on metadata names, with commas and perhaps spaces between. */
export const fieldsOf = (metadata: Members | undefined): string[] =>
	String(members(metadata?.modify)?.field ?? '')
		.split(',')
		.map((name) => name.trim());

/** Whether an item's trigger is about its making or its end. */
export const concernsItem = (on: Members | undefined, action: 'CREATE' | 'DELETE'): boolean =>
	on !== undefined && action.toLowerCase() in on;
