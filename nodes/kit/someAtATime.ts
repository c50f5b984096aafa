const atATime = 4;

/**
 * Works on a list, some entries at a time: VidiCore is not asked for all at once. What comes out is in the order of the
 * list. The first error ends it.
 */
export async function someAtATime<T, R>(
	list: readonly T[],
	work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const output: R[] = [];
	let next = 0;
	let stopped = false;
	const worker = async () => {
		while (next < list.length && !stopped) {
			const index = next++;
			try {
				output[index] = await work(list[index] as T, index);
			} catch (error) {
				stopped = true;
				await Promise.reject(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atATime, list.length) }, worker));
	return output;
}
