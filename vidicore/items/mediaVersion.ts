import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';

/**
 * Says the same as long as an item's media in that shape are the same: its shapes with the versions of their essence
 * (recorded members; an item without any may come as its id alone). '' where our user may not see shapes. Throws a
 * VidiCoreError, also for an unknown item.
 */
export async function mediaVersion(http: VidiCoreHttp, itemId: string, tag: string): Promise<string> {
	try {
		const path = `/API/item/${segment(itemId)}`;
		const item = await ask(http, 'GET', path, `the item ${itemId} with its shapes`, { query: [['content', 'shape']] });
		item.text('id');
		return (item.partsIfAny('shape') ?? [])
			.filter((shape) => shape.textsIfAny('tag')?.includes(tag))
			.map((shape) => `${shape.text('id')}:${shape.numberIfAny('essenceVersion') ?? 0}`)
			.sort()
			.join();
	} catch (error) {
		return error instanceof VidiCoreError && error.kind === 'forbidden' ? '' : await Promise.reject(error);
	}
}
