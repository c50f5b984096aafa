import { deleteNotification, scopes } from '../../../../vidicore/notifications/notification';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

const gone = status(404, '{"notFound":{"type":"Notification","id":"VX-1"}}');
const deleting = (answer: Answer, look: Answer) => {
	const { http, requests } = answeringVidiCore(({ method }) => (method === 'DELETE' ? answer : look));
	return { requests, done: deleteNotification(http, scopes.allJobs, 'VX-1') };
};

test('a notification is taken back when VidiCore answers with nothing, and is not looked for', async () => {
	const { done, requests } = deleting(ok(''), ok({ action: {} }));
	await done;
	expect(requests.map(({ method }) => method)).toEqual(['DELETE']);
});

test('it is looked for when the answer is a document, which may be anybody’s', async () => {
	await deleting(ok('{"foo":1}'), gone).done;
	await expect(deleting(ok('{"foo":1}'), ok({ action: {} })).done).rejects.toThrow(/VX-1 is still there/);
});
