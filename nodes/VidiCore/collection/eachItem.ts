import { VidiCoreError } from '../../../vidicore/errors';

/**
 * Does the same for each item: VidiCore takes one at a time. Throws a VidiCoreError that says how far it came; doing
 * all of it again changes nothing for those that are done.
 */
export async function eachItem(
	items: readonly string[],
	done: string,
	change: (item: string) => Promise<void>,
): Promise<void> {
	for (const [index, item] of items.entries())
		await change(item).catch(async (error: unknown) => {
			if (!(error instanceof VidiCoreError)) return await Promise.reject(error);
			const before = index === 0 ? 'Nothing was changed' : `${index} of ${items.length} items ${done}`;
			const cause = error.message.replace(/\.$/, '');
			throw error.reworded(`${item}: ${cause}. ${before}. Running this again completes it.`);
		});
}
