/** Says what goes on, with the seconds since the start. */
export type Log = (line: string) => void;

export function stopwatch(): Log {
	const started = Date.now();
	return (line) => console.log(`${`${Math.round((Date.now() - started) / 1000)} s`.padStart(6)}  ${line}`);
}

/** Does something long, saying so every ten seconds. */
export async function longStep<T>(log: Log, what: string, action: () => Promise<T>): Promise<T> {
	log(`${what} …`);
	const started = Date.now();
	const tick = setInterval(() => log(`  … still at it, ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
	try {
		return await action();
	} finally {
		clearInterval(tick);
	}
}
