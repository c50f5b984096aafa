import { createHash } from 'node:crypto';
import { startQuery, type StartOptions } from '../../vidicore/jobs/startJob';

/**
 * Says the same for the same request, in whatever order its parameters stand; the priority does not make it another.
 * `about` is what makes it another one beside the request.
 */
export const fingerprint = (path: string, options: Omit<StartOptions, 'correlation'>, about: string): string =>
	digest(
		path,
		JSON.stringify(
			startQuery({ ...options, priority: undefined, correlation: '' })
				.map(String)
				.sort(),
		),
		about,
	);

/** One word for all of these, 32 hexadecimal digits. */
export const digest = (...parts: string[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
