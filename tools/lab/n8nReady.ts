import { startLimitMs } from './processes';

export interface Readiness {
	/** A main answers its editor as well; a worker says only that it is ready. */
	isMain?: boolean;
	/** Whether its process is gone, so that there is nothing to wait for. */
	ended?: () => boolean;
}

/** Resolves when the n8n at this address is ready. Rejects when it has ended, or is not ready after five minutes. */
export async function n8nReady(url: string, { isMain = true, ended = () => false }: Readiness = {}): Promise<void> {
	const answers = async (path: string) =>
		await fetch(url + path).then(
			// While it starts it answers everything, with a text.
			({ ok, headers }) => ok && headers.get('content-type')?.includes('json') === true,
			() => false,
		);
	for (
		const deadline = Date.now() + startLimitMs;
		Date.now() < deadline;
		await new Promise((resolve) => setTimeout(resolve, 200))
	) {
		if (ended()) throw new Error('it ended by itself');
		if ((await answers('/healthz/readiness')) && (!isMain || (await answers('/rest/settings')))) return;
	}
	throw new Error(`n8n at ${url} was not ready within ${startLimitMs / 60_000} minutes`);
}
