import { invalidInput } from '../faults';
import { takesNothing, type Parameters } from './parameters';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const flags = words(
	'metadata idonly count includeTransientMetadata noauth-url wildcard includeItem excludeQueued allowReimport ' +
		'no-transcode noTranscode holdJob includeValues displayData closedFiles starttc move cleanup defaultValue ' +
		'autoRefresh onlyEffective growing allowMissing addItems async',
);
/** Flags of which `yes` and `no` are documented; `true` and `false` stand in the list that VidiCore gives out. */
const older = words('terse conflict');
const counts = words('first number');
const states = words(
	'READY STARTED VIDINET_JOB WAITING HOLD ABORTED_PENDING ABORT_PENDING FINISHED FINISHED_WARNING FAILED_TOTAL ' +
		'ABORTED NONE DISAPPEARED FAILED_RETRY FAILED_FATAL STARTED_ASYNCHRONOUS STARTED_PARALLEL STARTED_SUBTASKS ' +
		'STARTED_PARALLEL_ASYNCHRONOUS',
);

/** Calls in which a name means something else than elsewhere. */
const others: Readonly<Record<string, readonly string[]>> = {
	'PUT /API/collection/{}/{}': ['metadata'],
	'POST /API/item/{}/export': ['metadata'],
};

/**
 * Refuses values of known parameters that are none: words for flags and counts, states that no job has. Throws 400
 * `invalidInput` that names the parameter.
 */
export function refuseBadValues(call: string, query: URLSearchParams, known: Parameters = takesNothing): void {
	const { done, ignored } = known;
	for (const [name, value] of query) {
		if (others[call]?.includes(name) || !(done.includes(name) || ignored.includes(name))) continue;
		if (flags.has(name) && !/^(true|false)$/i.test(value)) throw bad(name, 'Neither true nor false', value);
		if (older.has(name) && !/^(yes|no|true|false)$/i.test(value)) throw bad(name, 'Neither yes nor no', value);
		if (counts.has(name) && !/^\d{1,9}$/.test(value)) throw bad(name, 'Not a whole number from 0 on', value);
		if (name === 'state' && call.endsWith('/job') && !value.split(',').every((one) => one === '' || states.has(one)))
			throw bad(name, 'Not a state of jobs', value);
	}
}

const bad = (name: string, explanation: string, value: string) => invalidInput(name, explanation, undefined, value);
