import { invalidInput } from '../faults';
import { concernsFiltered } from './jobFilter';
import type { Job } from './job';

export type Members = Readonly<Record<string, unknown>>;

/** A NotificationDocument as far as the emulator reads it. Actions other than HTTP are kept and not done. */
export interface NotificationDocument {
	action: { http?: { url: string; method: string; retry: number } };
	trigger: { job?: Members; metadata?: Members; collection?: Members; item?: Members };
}

/** What happens to a job, as its messages call it. */
export type JobAction = 'CREATE' | 'UPDATE' | 'STOP';

/** An empty XML element is a text in its JSON form. */
export const membersOf = (raw: unknown): Members | undefined =>
	raw === '' ? {} : typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Members) : undefined;

const jobTriggers = ['create', 'update', 'stop', 'finished', 'fail'];
const actions = ['http', 'ejb', 'jms', 'javascript', 'sqs', 'sns'];
/** Those that the emulator tells of, and those that VidiCore has beside them (names of the vendor's types). */
const told = ['job', 'metadata', 'collection', 'item'];
const notTold = ['storage', 'file', 'group', 'access', 'shape', 'quota', 'document', 'deletionLock'];

/** Which of the members are there. Throws 400 unless it is exactly one of those names. */
function onlyOne(raw: unknown, names: readonly string[], what: string): [name: string, members: unknown] {
	const given = membersOf(raw) ?? {};
	const [name, ...more] = names.filter((one) => given[one] !== undefined && given[one] !== null);
	if (name === undefined || more.length > 0) throw invalidInput(what, `Exactly one of ${names.join(', ')} is needed`);
	return [name, given[name]];
}

/**
 * Checks a NotificationDocument; `ignores` is told what of it is not done. Throws 400 for what is mandatory and missing
 * (documented).
 */
export function readNotification(document: Members, ignores: (what: string) => void): NotificationDocument {
	const [kindOfAction, action] = onlyOne(document.action, actions, 'action');
	const [kind, members] = onlyOne(document.trigger, [...told, ...notTold], 'trigger');
	const trigger = membersOf(members);
	if (!trigger) throw invalidInput('trigger', 'The trigger says nothing');
	if (kind === 'job') onlyOne(trigger, jobTriggers, 'trigger');
	if (notTold.includes(kind)) ignores(`trigger ${kind}`);
	if (kindOfAction !== 'http') ignores(`action ${kindOfAction}`);
	return { action: kindOfAction === 'http' ? { http: readHttp(action) } : {}, trigger: { [kind]: trigger } };
}

function readHttp(raw: unknown): NotificationDocument['action']['http'] {
	const { url, method, retry = 0, timeout, synchronous } = membersOf(raw) ?? {};
	if (typeof url !== 'string' || !URL.canParse(url)) throw invalidInput('url', 'Not an address');
	if (method !== 'POST' && method !== 'PUT') throw invalidInput('method', 'POST or PUT', undefined, String(method));
	if (!(Number(retry) >= 0)) throw invalidInput('retry', 'Not a number', undefined, String(retry));
	if (timeout === undefined || synchronous === undefined)
		throw invalidInput('http', 'timeout and synchronous are mandatory');
	return { url, method, retry: Number(retry) };
}

/** Whether a job's trigger is about this: all of `finished`, `fail` and `stop` are about its end. */
export function concernsJob(on: Members | undefined, job: Job, action: JobAction): boolean {
	if (!on || !concernsFiltered(on.filter, job)) return false;
	if (action !== 'STOP') return action.toLowerCase() in on;
	return (
		'stop' in on ||
		('finished' in on && job.status.startsWith('FINISHED')) ||
		('fail' in on && job.status.startsWith('FAILED'))
	);
}

/** The fields that a trigger on metadata names, with commas and perhaps spaces between. */
export const fieldsOf = (metadata: Members | undefined): string[] =>
	String(membersOf(metadata?.modify)?.field ?? '')
		.split(',')
		.map((name) => name.trim());

/** Whether an item's trigger is about its making or its end. */
export const concernsItem = (on: Members | undefined, action: 'CREATE' | 'DELETE'): boolean =>
	on !== undefined && action.toLowerCase() in on;
