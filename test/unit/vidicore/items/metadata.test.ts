import { putIntoCollection, takeOutOfCollection, writeItemFields } from '../../../../vidicore/items/metadata';
import { answeringVidiCore, ok } from '../../../support/answeringVidiCore';

const written = ok({ item: [{ id: 'VX-1', metadata: { revision: 'VX-2', timespan: [] } }] });

test('metadata count as written when VidiCore answers with them', async () => {
	const { http, requests } = answeringVidiCore(() => written);
	await writeItemFields(http, 'VX-1', { title: 'New' });
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /API/item/VX-1/metadata']);
});

test.each(['{"foo":1}', '{}', '', '[]', '{"item":"VX-1"}'])('and not when it answers %j', async (body) => {
	const { http } = answeringVidiCore(() => ok(body));
	await expect(writeItemFields(http, 'VX-1', { title: 'New' })).rejects.toMatchObject({ kind: 'badAnswer' });
});

describe('an item in a collection', () => {
	/** VidiCore, with the item in these collections, and something before it that answers with that. */
	const answering = (body: string, ...collections: string[]) =>
		answeringVidiCore(({ method }) => ok(method === 'GET' ? { uri: collections } : body));

	test('is there, or not, when VidiCore answers with nothing, and is not looked for', async () => {
		const { http, requests } = answering('');
		await putIntoCollection(http, 'VX-5', 'VX-1');
		await takeOutOfCollection(http, 'VX-5', 'VX-1');
		expect(requests.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
	});

	test('is looked for when the answer is a document, which may be anybody’s', async () => {
		await putIntoCollection(answering('{"foo":1}', 'VX-5').http, 'VX-5', 'VX-1');
		await takeOutOfCollection(answering('{"foo":1}', 'VX-6').http, 'VX-5', 'VX-1');
		const put = putIntoCollection(answering('{"foo":1}', 'VX-6').http, 'VX-5', 'VX-1');
		await expect(put).rejects.toThrow('VX-1 was not put into VX-5');
		const taken = takeOutOfCollection(answering('{"foo":1}', 'VX-5').http, 'VX-5', 'VX-1');
		await expect(taken).rejects.toThrow('VX-1 was not taken out of VX-5');
	});
});
