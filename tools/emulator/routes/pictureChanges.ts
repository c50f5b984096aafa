import { notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import { itemAt } from './pictureLists';
import { thumbnailUris } from './thumbnails';
import { takes } from './parameters';
import type { Call, Reply } from './route';

/** The times at which an item has thumbnails. */
const times = (asked: Call): string[] =>
	thumbnailUris(itemAt(asked), '', false).map((uri) => uri.slice(uri.lastIndexOf('/') + 1));

/** A deleted thumbnail is listed no more, and not found. */
function remove(asked: Call, gone: readonly string[]): Reply {
	const item = itemAt(asked);
	item.goneThumbnails = new Set([...(item.goneThumbnails ?? []), ...gone]);
	return undefined;
}

function removeOne(asked: Call): Reply {
	const [, , time = ''] = asked.params;
	if (!times(asked).includes(time)) throw notFound('thumbnail', time);
	return remove(asked, [time]);
}

/** One of the item's own pictures, whose bytes are what is exported (inferred). */
function exported(asked: Call, kind: 'thumbnail' | 'poster'): Reply {
	const [, , time = ''] = asked.params;
	const picture = itemAt(asked).posters?.get(time);
	if (!picture) throw notFound(kind, time);
	return picture;
}

/** Where pictures of an item are to lie: the emulator has one place for all. */
const place = ({ backend: { store }, params: [id = ''] }: Call): Reply => void store.item(id);

export const pictureChangeCalls: DeclaredCall[] = [
	call('DELETE /API/thumbnail/{}/{}', (asked) => remove(asked, times(asked))),
	call('DELETE /API/thumbnail/{}/{}/{}', removeOne),
	call('DELETE /API/poster/{}/{}', (asked) => void itemAt(asked).posters?.clear()),
	call('GET /API/thumbnail/{}/{}/{}/export', (asked) => exported(asked, 'thumbnail')),
	call('GET /API/poster/{}/{}/{}/export', (asked) => exported(asked, 'poster')),
	call('PUT /API/item/{}/thumbnailresource', place, takes('', 'resourceId')),
	call('PUT /API/item/{}/posterresource', place, takes('', 'resourceId')),
];
