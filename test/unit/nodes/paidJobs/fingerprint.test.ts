import { digest, fingerprint } from '../../../../nodes/paidJobs/fingerprint';

// VidiCore keeps these words with its jobs, also those of earlier versions: they must not change.

test('a word of 32 hexadecimal digits that depends on where one text ends and the next begins', () => {
	expect(digest('a', 'b')).toMatch(/^[0-9a-f]{32}$/);
	expect(new Set([digest('ab'), digest('a', 'b'), digest('b', 'a'), digest('a', 'b', '')]).size).toBe(4);
});

test('the same request has the word that it has had since this was first tried', () => {
	const request = { resourceId: 'VX-2', tag: 'lowres', service: [['A', '1']] } as const;
	expect(fingerprint('/API/item/VX-1/analyze', request, 'VX-7:3')).toBe('6c5a9ff99b55f4fd27efc244575dd645');
});
