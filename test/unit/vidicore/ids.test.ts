import { VidiCoreError } from '../../../vidicore/errors';
import { segment } from '../../../vidicore/http';
import { notAnId } from '../../../vidicore/ids';

const ids = ['VX-108', ' VX-108 ', 'SD-46362', 'my external id', '108', 'a#b', '%2e%2e', '...', 'Ünïcode'];
const noIds: unknown[] = ['', '  ', '.', '..', ' .. ', 'a/b', '..\\c', 'a?b', 'a\nb', 'a\0', '\ud800', 7, {}, [], null];

test.each(ids)('%j stays one segment of an address', (id) => {
	expect(notAnId(id)).toBeUndefined();
	const { pathname } = new URL(`http://host/API/item/${segment(id)}/analyze`);
	expect(pathname.split('/').slice(3).map(decodeURIComponent)).toEqual([id.trim(), 'analyze']);
});

test.each(noIds)('%j is refused, in plain words', (id) => {
	expect(notAnId(id)).toMatch(/^(missing|empty|not a text|a text with|")/);
	const error: unknown = (() => {
		try {
			return segment(id as string);
		} catch (caught) {
			return caught;
		}
	})();
	expect(error).toBeInstanceOf(VidiCoreError);
	expect(error).toMatchObject({ kind: 'notFound', neverSent: true });
	expect(String(error)).toMatch(/The id is .*, so VidiCore was not asked/);
});
