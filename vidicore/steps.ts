import { VidiCoreError } from './errors';
import { leavesOpen } from './jobs/startJob';

/** A failure after which it is not known whether the step was done: its job was started, but has not ended well. */
export class NotKnown extends Error {
	constructor(override readonly cause: unknown) {
		super();
	}
}

/** One of several writes that belong together. Doing it again must change nothing. */
export interface Step {
	/** What is so when it is done: "VX-1 is marked as training material". */
	done: string;
	/** Throws a VidiCoreError, or a NotKnown. */
	run(): Promise<unknown>;
	/** Takes it back. A step without it stays, and so do those before it. */
	undo?(): Promise<unknown>;
}

/**
 * Does the steps one after the other. When VidiCore refuses one, those before it are taken back as far as they can be.
 * When it is not known whether one was done, nothing is taken back, since that would leave a mixture. What stays is
 * named in the error, with what is missing, so that nobody has to look for it; doing all of it again completes it.
 * Throws a VidiCoreError.
 */
export async function inSteps(steps: readonly Step[]): Promise<void> {
	for (const [index, { run }] of steps.entries()) {
		const failure = await failureOf(run());
		if (failure === undefined) continue;
		const error = failure instanceof NotKnown ? failure.cause : failure;
		if (!(error instanceof VidiCoreError)) throw error;
		const open = failure instanceof NotKnown || leavesOpen(error);
		const before = steps.slice(0, index);
		const left = open ? before : await takenBack(before);
		const missing = steps.slice(open ? index + 1 : left.length);
		throw error.reworded(told(error.message, left, open ? steps[index] : undefined, missing));
	}
}

/** Those steps that stay. */
async function takenBack(steps: readonly Step[]): Promise<readonly Step[]> {
	const last = steps.at(-1);
	if (last?.undo === undefined || (await failureOf(last.undo())) !== undefined) return steps;
	return await takenBack(steps.slice(0, -1));
}

function told(cause: string, left: readonly Step[], unknown: Step | undefined, missing: readonly Step[]): string {
	const list = (steps: readonly Step[]) => steps.map(({ done }) => done).join('; ');
	const why = cause.replace(/\.$/, '');
	if (left.length === 0 && !unknown) return `${why}. Nothing was changed.`;
	return [
		why,
		...(left.length > 0 ? [`Done: ${list(left)}`] : []),
		...(unknown ? [`Not known: whether ${unknown.done}`] : []),
		...(missing.length > 0 ? [`Not done: ${list(missing)}`] : []),
		'Running this again completes it.',
	].join('. ');
}

const failureOf = async (done: Promise<unknown>): Promise<unknown> =>
	await done.then(
		() => undefined,
		(error: unknown) => error ?? new Error('unknown'),
	);
