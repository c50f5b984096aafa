import { VidiCoreError } from '../../vidicore/errors';

/**
 * What has to be known before a paid start. Rejects as the reading does; the error then says that nothing was started,
 * because a start without that knowledge might be a second one. `what` begins a sentence: "The jobs of before".
 */
export async function lookedUp<T>(what: string, reading: Promise<T>): Promise<T> {
	return await reading.catch(async (error: unknown) =>
		error instanceof VidiCoreError
			? await Promise.reject(error.reworded(`${what} could not be looked up, so nothing was started: ${error.message}`))
			: await Promise.reject(error),
	);
}
