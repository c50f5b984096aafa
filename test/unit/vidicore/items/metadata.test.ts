import { writeItemFields } from '../../../../vidicore/items/metadata';
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
