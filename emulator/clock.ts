/** VidiCore's time in the emulator: it runs `speed` times as fast as ours, so that an hour of waiting can be tried in a minute. */
export class EmulatorClock {
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(readonly speed: number) {}

	/** Resolves after that many of VidiCore's seconds; never after the clock was stopped. */
	wait(seconds: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.timers.delete(timer);
				resolve();
			}, (seconds * 1000) / this.speed);
			this.timers.add(timer);
		});
	}

	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}
}
