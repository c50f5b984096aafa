import type { Job } from './job';

type Members = Readonly<Record<string, unknown>>;

const membersOf = (raw: unknown): Members => (typeof raw === 'object' && raw !== null ? (raw as Members) : {});

/**
 * Whether a job passes a trigger's filter: its `type`, the `step` it is at, and each of `jobdata` (members of the
 * vendor's types). What a job without a step is to a filter by step is inferred: none of it.
 */
export function concernsFiltered(raw: unknown, job: Job): boolean {
	const filter = membersOf(raw);
	if (filter.type !== undefined && !String(filter.type).split(',').includes(job.type)) return false;
	if (filter.step !== undefined && Number(filter.step) !== job.currentStep) return false;
	return [filter.jobdata ?? []].flat().every((one) => hasData(membersOf(one), job));
}

/** `key`, `value` as they are, `key-regex`, `value-regex` as patterns; all that is given must be so of one entry. */
function hasData(wanted: Members, job: Job): boolean {
	const key = test(wanted.key, wanted['key-regex']);
	const value = test(wanted.value, wanted['value-regex']);
	return [...job.data].some(([name, own]) => key(name) && value(own));
}

function test(exact: unknown, regex: unknown): (text: string) => boolean {
	if (exact !== undefined && exact !== null) return (text) => text === textOf(exact);
	if (typeof regex !== 'string') return () => true;
	try {
		const pattern = new RegExp(`^(?:${regex})$`);
		return (text) => pattern.test(text);
	} catch {
		return () => false;
	}
}

const textOf = (raw: unknown): string => (typeof raw === 'object' ? JSON.stringify(raw) : String(raw as string));
