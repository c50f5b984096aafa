import type { Job } from './job';

/** How many jobs run at a time; the others wait in the order in which they came. */
export class Slots {
	private readonly queue: Array<() => void> = [];

	constructor(private open: number) {}

	/** Resolves when it is the job's turn; IMMEDIATE ones do not wait. */
	async take(job: Job): Promise<void> {
		if (this.open > 0 || job.priority === 'IMMEDIATE') this.open -= 1;
		else await new Promise<void>((resolve) => this.queue.push(resolve));
	}

	free(): void {
		const next = this.queue.shift();
		if (next) next();
		else this.open += 1;
	}

	/** Does a part of a job's work for which it needs no slot, and takes one again for the rest. */
	async without<T>(job: Job, work: () => Promise<T>): Promise<T> {
		this.free();
		try {
			return await work();
		} finally {
			await this.take(job);
		}
	}
}
