import type { JobDocument } from './documents';

const numberOf = ({ jobId }: JobDocument): number => Number(/\d+$/.exec(jobId)?.[0] ?? Infinity);

/**
 * Whether one job has the lower number, and so was started before the other. That VidiCore counts its ids up is
 * inferred; what relies on it only needs that everybody sees the same order.
 */
export function startedBefore(one: JobDocument, other: JobDocument): boolean {
	const [a, b] = [numberOf(one), numberOf(other)];
	return a === b ? one.jobId < other.jobId : a < b;
}

/** The job that was started before all others; undefined for none. */
export const firstStarted = (jobs: readonly JobDocument[]): JobDocument | undefined =>
	jobs.find((job) => jobs.every((other) => other === job || !startedBefore(other, job)));
