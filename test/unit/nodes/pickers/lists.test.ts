import { UserError } from '../../../../nodes/kit/errors';
import { idFrom } from '../../../../nodes/kit/parameters';
import { itemPicker, videoPicker } from '../../../../nodes/pickers/item';
import { itemEntry } from '../../../../nodes/pickers/itemEntry';
import { matching, page } from '../../../../nodes/pickers/page';

describe('an item in a list', () => {
	const item = {
		id: 'VX-1',
		title: 'News',
		mediaType: 'video',
		duration: '125.04',
		created: '2026-11-29T20:15:00.000Z',
	};
	test.each([
		[item, 'News – video, 2:05, 2026-11-29 (VX-1)'],
		[{ ...item, duration: '3600' }, 'News – video, 1:00:00, 2026-11-29 (VX-1)'],
		[{ ...item, mediaType: 'image', duration: '' }, 'News – image, 2026-11-29 (VX-1)'],
		[{ ...item, mediaType: 'none', duration: '' }, 'News – no media, 2026-11-29 (VX-1)'],
		[{ id: 'SE-7', title: '', mediaType: '', duration: '', created: '' }, 'Without a title (SE-7)'],
	])('%j', (listed, name) => expect(itemEntry(listed)).toEqual({ name, value: listed.id }));
});

describe('a list with nothing in it', () => {
	const none = 'There is no callback yet. Make one.';
	const empty = () => Promise.resolve({ entries: [] });
	const shown = (name: string) => ({ name, value: name });

	test('says why and what to do', async () => {
		const told = new UserError('There is no callback yet.', 'Make one.');
		expect(() => matching([], { none })).toThrow(told);
		await expect(page({ none }, empty, shown)).rejects.toMatchObject({ message: told.message, advice: told.advice });
	});

	test('but not where only nothing matches what was typed, or a further page is empty', async () => {
		expect(matching([{ name: 'a', value: '1' }], { filter: 'b', none })).toEqual({ results: [] });
		expect((await page({ none, filter: 'b' }, empty, shown)).results).toEqual([]);
		expect((await page({ none, token: '51' }, empty, shown)).results).toEqual([]);
	});
});

describe('a page', () => {
	const shown = (name: string) => ({ name, value: name });
	const load = (hits: number | undefined, count: number) => () =>
		Promise.resolve({ hits, entries: Array.from({ length: count }, (_, n) => String(n)) });

	test.each<[string, number | undefined, number, string | undefined]>([
		['that VidiCore cut short is not the last', 9, 4, '5'],
		['that holds all is', 4, 4, undefined],
		['that is full, of a list that is not counted, may be followed', undefined, 50, '51'],
		['that is short, of such a list, is the last', undefined, 4, undefined],
	])('%s', async (_, hits, count, next) => {
		expect((await page({ none: 'None.' }, load(hits, count), shown)).paginationToken).toBe(next);
	});
});

describe('a link of a front end', () => {
	const regexes = (field: typeof itemPicker) =>
		(field.property.modes ?? []).flatMap(({ extractValue }) => (extractValue ? [String(extractValue.regex)] : []));

	test.each([
		['https://portal.example.com/item/VX-108', 'VX-108'],
		['https://portal.example.com/#/archive/collection/VX-3/item/SE-7?tab=faces', 'SE-7'],
		['http://mam:8080/asset?id=VX-12&view=full', 'VX-12'],
		['https://mam/API/item/VX-108/metadata', 'VX-108'],
	])('%s', (link, id) => {
		expect(idFrom({ __rl: true, mode: 'url', value: link }, 'Item')).toBe(id);
		expect(idFrom(link, 'Item')).toBe(id); // pasted as an id, or out of an expression
		for (const field of [itemPicker, videoPicker])
			for (const regex of regexes(field)) expect(new RegExp(`^${regex}$`).exec(link)?.slice(1)).toEqual([id]);
		expect(regexes(videoPicker)).toHaveLength(1);
	});

	test.each(['https://portal.example.com/', 'https://portal.example.com/items/news'])('%s holds no id', (link) =>
		expect(() => idFrom(link, 'Item')).toThrow(/holds no id/),
	);
});
