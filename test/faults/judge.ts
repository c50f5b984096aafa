import type { IDataObject } from 'n8n-workflow';
import { spellingsIn } from '../support/secrets';
import { callOf, changes } from './calls';
import type { Passed } from './faultyProxy';

/** How a run went, and all that it left. */
export interface Told {
	rows: IDataObject[];
	/** With the advice. */
	error: string | undefined;
	advised: boolean;
	/** Its error is mended by the next look, after which all that happened has come out, each once. */
	isTrigger: boolean;
	waitedForS3: boolean;
	/** The fault is one of whole connections. */
	isConnection: boolean;
	/** The fault is an empty answer. */
	emptyAnswer: boolean;
	/** What VidiCore and S3 have done. */
	passed: Passed[];
	/** How it went when it was run again with nothing in the way: an error, or undefined. */
	again: string | undefined;
	passedInAll: Passed[];
	took: number;
	/** The execution as n8n stores it. */
	stored: string;
	secrets: string[];
	/** How many requests came to a host that nobody was told to ask. */
	elsewhere: number;
	/** Of this run's servers: they differ from run to run. */
	addresses: string[];
	/** Members of the rows that are others each time. */
	unsteady: string[];
}

export interface Verdict {
	/**
	 * `told`: it goes on without what it could not ask, and its output says so; `like done`: an empty answer, which is
	 * VidiCore's own for "done", came from something else.
	 */
	kind: 'recovered' | 'clear error' | 'told' | 'like done' | 'defect';
	/** Of a defect: which. Of an error: its words. */
	why: string;
}

/**
 * Longer than this is a hang, in ms: a call of VidiCore has 7.5 s here, and an operation a few of them; the AWS SDK
 * waits a minute for an answer, and asks twice.
 */
const hangMs = (told: Told): number => (told.waitedForS3 ? 130_000 : 40_000);

/** What an output says of something that could not be asked. */
const notKnown =
	/could not be|may not see|does not let|did not answer|was not followed|not known|answered|refuses|unknown/;

/** What is no sentence for an archivist. */
const raw = new RegExp(
	[
		/is not a function|Cannot read|undefined|\[object|NaN|Unexpected (token|end)|at position \d/.source,
		/socket hang up|\bat \w+ \(|: [A-Z]+_[A-Z_]+\b/.source,
	].join('|'),
);

/** Judges a run by one with nothing in its way. */
export function judge(told: Told, expected: Told): Verdict {
	const other = told.error === undefined || told.isTrigger ? differences(told, expected) : '';
	const reasons = told.rows.map(({ reason }) => String(reason ?? '')).join(' ');
	const isTold = other !== '' && !told.isTrigger && notKnown.test(`${other} ${reasons}`);
	const defects = [
		...(told.took > hangMs(told) ? [`took ${Math.round(told.took / 1000)} s`] : []),
		...told.secrets.flatMap((secret) => spellingsIn(told.stored, secret)).map((how) => `shows a secret (${how})`),
		...(told.elsewhere > 0 ? ['asked another host'] : []),
		...doneTwice(told, expected),
		...(told.again === undefined ? [] : [`fails again: ${told.again}`]),
		...(told.error !== undefined ? unclear(told) : isTold ? [] : notDone(told, expected)),
		...(other === '' || isTold ? [] : [`other output: ${other}`]),
	];
	if (defects.length > 0 && defects.every((defect) => told.emptyAnswer && isLikeDone(defect, expected)))
		return { kind: 'like done', why: defects.join('; ') };
	if (defects.length > 0) return { kind: 'defect', why: [defects.join('; '), told.error].filter(Boolean).join(' — ') };
	if (told.error !== undefined) return { kind: 'clear error', why: told.error };
	return { kind: isTold ? 'told' : 'recovered', why: other };
}

/** Whether VidiCore's own answer to what was not done is empty as well. */
const isLikeDone = (defect: string, { passed }: Told): boolean =>
	passed.some(
		({ method, url, body }) => defect === `said to be done without ${callOf(method, url)}` && body.length === 0,
	);

const unclear = ({ error = '', advised }: Told): string[] => [
	...(error.length < 15 ? ['says nothing'] : []),
	...(raw.test(error) ? ['says it in no words of ours'] : []),
	...(advised ? [] : ['says nothing of what to do']),
	...(error.length > 1500 ? ['says too much'] : []),
];

/** What makes something new, and so must not be done more often than with nothing in the way. */
const makes = ({ method, url, status }: Passed) =>
	method === 'POST' && status < 300 && !/^POST \/API\/(cost|file\/ID\/uri)/.test(callOf(method, url));

const counted = (passed: Passed[], which: (one: Passed) => boolean): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const one of passed.filter(which)) {
		const call = callOf(one.method, one.url);
		counts.set(call, (counts.get(call) ?? 0) + 1);
	}
	return counts;
};

/** More was made than with nothing in the way; what was deleted again does not count. */
function doneTwice({ passedInAll }: Told, expected: Told): string[] {
	const before = counted(expected.passed, makes);
	const deletions = counted(passedInAll, ({ method, status }) => method === 'DELETE' && status < 300);
	const deleted = (call: string) =>
		deletions.get(
			call.startsWith('POST /API/import/') ? 'DELETE /API/item/ID' : `${call.replace('POST', 'DELETE')}/ID`,
		);
	return [...counted(passedInAll, makes)]
		.filter(([call, times]) => times - (deleted(call) ?? 0) > (before.get(call) ?? 0))
		.map(([call, times]) => `${call} ${times} times`);
}

/** Said to be done, and it is not. */
function notDone(told: Told, expected: Told): string[] {
	const done = counted(told.passed, changes);
	const left = [...counted(expected.passed, changes).keys()].filter((call) => !done.has(call));
	return left.map((call) => `said to be done without ${call}`);
}

/** The members that should be others, without those that differ from run to run; '' for none. */
function differences(told: Told, expected: Told): string {
	const [is, was] = [steady(told, expected), steady(expected, expected)];
	if (is.length !== was.length) return `${is.length} rows instead of ${was.length}`;
	const members = is.flatMap((row, at) =>
		[...new Set([...Object.keys(row), ...Object.keys(was[at] ?? {})])]
			.filter((name) => JSON.stringify(row[name]) !== JSON.stringify(was[at]?.[name]))
			.filter((name) => !(lookedFor.includes(name) && 'jobId' in row && was[at]?.[name] === undefined))
			.map((name) => `${name}: ${JSON.stringify(row[name])} instead of ${JSON.stringify(was[at]?.[name])}`),
	);
	return members.join(', ');
}

/** What a job that was looked for has besides, when the answer to its start got lost. */
const lookedFor = ['itemId', 'reason'];

/** The rows without what differs from run to run. */
function steady({ rows, addresses }: Told, { unsteady }: Told): IDataObject[] {
	const ignored = new Set([...unsteady, 'status', 'outcome', 'startedAt', 'finishedAt']);
	const kept = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !ignored.has(name))));
	const text = JSON.stringify(kept).replace(times, (time) => (isOfThisRun(time) ? 'TIME' : time));
	return JSON.parse(addresses.reduce((all, address) => all.replaceAll(address, 'ADDRESS'), text)) as IDataObject[];
}

const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*(?:Z|[+-]\d\d:?\d\d)?/g;

/** When something was made that the run itself makes: within a day, since some times tell no zone. */
const isOfThisRun = (time: string): boolean => Math.abs(Date.parse(time) - Date.now()) < 86_400_000;
