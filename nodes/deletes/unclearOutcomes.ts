import type { IDataObject } from 'n8n-workflow';

/**
 * What was asked for without anybody being able to tell whether it was done, with what would have come out: when it is
 * found to be done the next time, it was us. Of this process only, and the last ones.
 */
export class UnclearOutcomes {
	private readonly known = new Map<string, IDataObject>();

	constructor(private readonly most = 100) {}

	remember(key: string, output: IDataObject): void {
		this.known.delete(key);
		this.known.set(key, output);
		const [oldest] = this.known.keys();
		if (this.known.size > this.most && oldest !== undefined) this.known.delete(oldest);
	}

	/** What would have come out, once. */
	take(key: string): IDataObject | undefined {
		const output = this.known.get(key);
		this.known.delete(key);
		return output;
	}
}
