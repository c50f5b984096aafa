import { deleteItem } from '../../../vidicore/deletes';
import { answeringVidiCore, ok, status, type Answer } from '../../support/answeringVidiCore';

const gone = status(404, '{"notFound":{"type":"Item","id":"VX-1"}}');
const there = ok({ id: 'VX-1' });
const deleting = (answer: Answer, look: Answer) => {
	const { http, requests } = answeringVidiCore(({ method }) => (method === 'DELETE' ? answer : look));
	return { requests, done: deleteItem(http, 'VX-1') };
};

test('an item is deleted when VidiCore answers with nothing, and is not looked for', async () => {
	const { done, requests } = deleting(ok(''), there);
	await done;
	expect(requests.map(({ method }) => method)).toEqual(['DELETE']);
});

test('it is looked for when the answer is a document, which may be anybody’s', async () => {
	await deleting(ok('{"foo":1}'), gone).done;
	await expect(deleting(ok('{"foo":1}'), there).done).rejects.toThrow(/Something else than VidiCore.*VX-1/);
	await expect(deleting(ok('{"foo":1}'), status(403)).done).rejects.toThrow(/Something else than VidiCore.*VX-1/);
});
