/**
 * VidiCore's time in the emulator: it runs `speed` times as fast as ours, so that an hour of waiting can be tried in
 * a minute.
 */
export class EmulatorClock {
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(readonly speed: number) {}

	/**
	 * Resolves after that many of VidiCore's seconds, or when the signal is aborted; never after the clock was stopped.
	 */
	wait(seconds: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const done = () => {
				clearTimeout(timer);
				this.timers.delete(timer);
				signal?.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, signal?.aborted ? 0 : (seconds * 1000) / this.speed);
			this.timers.add(timer);
			signal?.addEventListener('abort', done);
		});
	}

	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}
}
