import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';

interface ItemDocument {
	shape?: Array<{ id?: string; essenceVersion?: number; tag?: string[] }>;
}

/**
 * Says the same as long as an item's media in that shape are the same: its shapes with the versions of their essence
 * (recorded members). '' where our user may not see shapes. Throws a VidiCoreError, also for an unknown item.
 */
export async function mediaVersion(http: VidiCoreHttp, itemId: string, tag: string): Promise<string> {
	try {
		const { shape = [] } = await http.json<ItemDocument>('GET', `/API/item/${segment(itemId)}`, {
			query: [['content', 'shape']],
		});
		return shape
			.filter((one) => one.tag?.includes(tag))
			.map(({ id = '', essenceVersion = 0 }) => `${id}:${essenceVersion}`)
			.sort()
			.join();
	} catch (error) {
		return error instanceof VidiCoreError && error.kind === 'forbidden' ? '' : await Promise.reject(error);
	}
}
