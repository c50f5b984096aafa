import type { VidiCoreHttp } from '../../vidicore/http';
import { listShapeTags } from '../../vidicore/shapes/shapeTags';
import { UserError } from '../kit/errors';

/** Throws a UserError that names the tag which VidiCore has not and those it has, and a VidiCoreError. */
export async function refuseUnknownTags(http: VidiCoreHttp, tags: readonly string[]): Promise<void> {
	const known = await listShapeTags(http);
	const unknown = tags.find((tag) => !known.includes(tag));
	if (unknown !== undefined)
		throw new UserError(
			`VidiCore has no shape tag "${unknown}"`,
			`Nothing was started. It has: ${known.join(', ')}. Upper and lower case count.`,
		);
}
