import type { VidiCoreHttp } from '../http';
import { readIds } from '../plainLists';

/** The tags that this VidiCore has for shapes (recorded: `{"uri":["original","lowres"]}`). Throws a VidiCoreError. */
export const listShapeTags = (http: VidiCoreHttp): Promise<string[]> =>
	readIds(http, '/API/shape-tag', 'the list of shape tags');
