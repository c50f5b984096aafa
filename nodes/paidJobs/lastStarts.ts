/**
 * How the last start of a request ended: with a job, or unclear, with the word it carried and the time of the clock.
 */
export type LastStart = { jobId: string } | { unclear: string; at: number };

const most = 1000;

/**
 * What this process has started lately. VidiCore lists a job a moment after it has taken its start, so the list alone
 * does not tell. Only the newest thousand are kept.
 */
export class LastStarts {
	private readonly starts = new Map<string, LastStart>();

	get(key: string): LastStart | undefined {
		return this.starts.get(key);
	}

	remember(key: string, start: LastStart): void {
		this.starts.delete(key);
		this.starts.set(key, start);
		const [oldest] = this.starts.keys();
		if (this.starts.size > most && oldest !== undefined) this.starts.delete(oldest);
	}
}
