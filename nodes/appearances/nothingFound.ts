import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analysesOf, type Analyzed } from '../../vidicore/jobs/analysesOf';
import { isoTime } from '../../vidicore/jobs/state';
import { toggle } from '../kit/fields/plain';

/** Why nothing comes out for an item, and what to do about it. */
export interface Nothing {
	why: keyof typeof reasons;
	/** A sentence without what to do. */
	message: string;
	next: string;
	/** How many there were before the filters. */
	beforeFilters: number;
	analyzedBy?: string;
	analyzedAt?: string;
	/** The analysis in VidiCore's list of jobs. */
	jobId?: string;
	/** Names that there are, in place of those that there are not. */
	nearest?: string[];
}

const reasons = {
	neverAnalyzed: 'VidiCore lists no analysis of the item',
	analyzing: 'An analysis runs',
	analysisFailed: 'The last analysis did not end well',
	nothingFound: 'It was analyzed, and nothing was found',
	noSuchName: 'Nobody of that name is in it',
	filteredOut: 'The filters let nothing through',
	notKnown: 'It cannot be seen whether it was analyzed',
};

/** What comes out where nothing is found and that is wanted as an item. */
export const nothingOutputs = {
	found: 'Where nothing is found and that is said as an item: 0',
	why: `Why: ${Object.keys(reasons).join(', ')}`,
	message: 'The same in a sentence',
	next: 'What to do next',
	beforeFilters: 'How many there were before the filters',
	analyzedBy: 'Which analyzers found what there was',
	analyzedAt: 'When it was last analyzed',
	jobId: 'The analysis, as VidiCore lists it',
	nearest: 'Names that there are, near to those that there are not',
};

/** The option that asks for it. */
export const sayNothingFound = toggle({
	displayName: 'Say When Nothing Is Found',
	default: false,
	description:
		'Whether an item of which nothing comes out gives one item that says why, with "found": 0: never analyzed, ' +
		'nothing found, no such name, or filtered out. Without it no item comes out, and only a hint says so. Use it in ' +
		'place of "Always Output Data", whose empty item says nothing.',
});

/** As an item of the output. */
export const nothingRow = (itemId: string, nothing: Nothing): object => ({ itemId, found: 0, ...nothing });

/** As a hint. */
export const nothingHint = ({ message, next }: Nothing): string => `${message}. ${next}`;

/**
 * Why an item holds nothing at all, by VidiCore's list of jobs: one request. `what` are the things that are looked for,
 * such as `faces`. Which service an analysis was of VidiCore does not say in a way that is known. Throws a
 * VidiCoreError, but not where our user may not see jobs.
 */
export async function whyEmpty(
	http: VidiCoreHttp,
	itemId: string,
	what: string,
	signal?: AbortSignal,
): Promise<Nothing> {
	const analyzed = await analysesOf(http, itemId, signal).catch((error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'forbidden' ? undefined : Promise.reject(error),
	);
	if (analyzed === undefined)
		return {
			why: 'notKnown',
			beforeFilters: 0,
			message: `VidiCore holds no ${what} of ${itemId}, and does not show this user whether it was analyzed`,
			next: 'Start "Analyze Item": what is done already is not started again.',
		};
	return { beforeFilters: 0, ...factsOf(analyzed), ...wordsOf(itemId, what, analyzed) };
}

const factsOf = ({ job }: Analyzed): Pick<Nothing, 'jobId' | 'analyzedAt'> => ({
	...(job ? { jobId: job.jobId } : {}),
	...(job?.finished ? { analyzedAt: isoTime(job.finished) } : {}),
});

function wordsOf(itemId: string, what: string, { job, outcome }: Analyzed): Pick<Nothing, 'why' | 'message' | 'next'> {
	const which = job ? `job ${job.jobId}${job.finished ? `, ${isoTime(job.finished)}` : ''}` : '';
	switch (outcome) {
		case undefined:
			return {
				why: 'neverAnalyzed',
				message: `${itemId} was never analyzed: VidiCore holds no ${what} of it and lists no analysis`,
				next: 'Start "Analyze Item" first (it is billed), and wait for its job.',
			};
		case 'running':
			return {
				why: 'analyzing',
				message: `${itemId} is being analyzed (${which}), and there are no ${what} yet`,
				next: 'Wait for that job with "Wait For Job", and then run this node.',
			};
		case 'failed':
		case 'aborted':
			return {
				why: 'analysisFailed',
				message: `The last analysis of ${itemId} ${outcome === 'failed' ? 'failed' : 'was aborted'} (${which})`,
				next: 'Look at the job in VidiCore, mend the cause, and start "Analyze Item" again.',
			};
		case 'finished':
		case 'warning':
			return {
				why: 'nothingFound',
				message: `${itemId} was analyzed (${which}), and no ${what} were found`,
				next:
					'If another service was meant, start "Analyze Item" with that one. Else there is nothing in it that the ' +
					'service sees.',
			};
	}
}
