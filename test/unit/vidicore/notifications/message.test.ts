import { readMessage } from '../../../../vidicore/notifications/message';

test('a message that is none is empty', () => {
	for (const body of [
		undefined,
		null,
		'text',
		[],
		{ field: 'x' },
		{ field: [null, { key: 1, value: 'a' }, { key: 'a' }] },
	])
		expect(readMessage(body).size).toBe(0);
	expect(
		readMessage({
			field: [
				{ key: 'a', value: '1' },
				{ key: 'a', value: '2' },
			],
		}).get('a'),
	).toEqual(['1', '2']);
});
