import { scannedFolder } from '../../../../nodes/buckets/scannedFolder';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

const page = '<!doctype html><title>Sign in</title>';
const looked = (answer: Answer) =>
	scannedFolder(answeringVidiCore(() => answer).http, { bucket: 'media', folder: 'callback' });

test.each<[string, Answer]>([
	['403', status(403)],
	['404', status(404)],
	['a page with 403', status(403, page)],
	['a page with 404', status(404, page)],
	['a page with 405', status(405, page)],
])('%s: this user sees no storages, and it goes on', async (_, answer) => {
	expect(await looked(answer)).toMatchObject({
		unseen: true,
		warning: expect.stringMatching(/does not let this user/),
	});
});

test.each<[string, Answer]>([
	['a redirect', status(302)],
	['a page with 200', ok(page)],
	['500', status(500)],
	['401', status(401)],
])('%s says nothing of rights: it is told as what it is', async (_, answer) => {
	await expect(looked(answer)).rejects.toThrow(/redirect|web page|had trouble|refuses the login/);
});
