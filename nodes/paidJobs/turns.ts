/** Lets those who want the same thing do it one after the other, within this process. */
export class Turns {
	/** The end of all that was asked for under a key. A key under which nobody works or waits is not in it. */
	private readonly ends = new Map<string, Promise<void>>();

	/** How many keys somebody works under. */
	get size(): number {
		return this.ends.size;
	}

	/**
	 * Does the work when all that was asked for earlier under the same key is over, however it ended. Whoever is aborted
	 * while waiting goes at once; those behind still wait for those before. Resolves to the work's result. Throws what
	 * the work throws, and the error made by `cancelled` for one that was aborted before its turn.
	 */
	async take<T>(
		key: string,
		work: () => Promise<T>,
		{ signal, cancelled }: { signal?: AbortSignal; cancelled: () => Error },
	): Promise<T> {
		const before = this.ends.get(key);
		let leave = () => {};
		const mine = new Promise<void>((resolve) => (leave = resolve));
		const end = Promise.all([before, mine]).then(() => {
			if (this.ends.get(key) === end) this.ends.delete(key);
		});
		this.ends.set(key, end);
		try {
			if (before) await orAborted(before, signal);
			if (signal?.aborted) throw cancelled();
			return await work();
		} finally {
			leave();
		}
	}
}

/** Resolves with the promise, or as soon as the signal is aborted. */
async function orAborted(promise: Promise<void>, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => (stop = resolve));
	signal?.addEventListener('abort', stop);
	await Promise.race([promise, aborted]);
	signal?.removeEventListener('abort', stop);
}
