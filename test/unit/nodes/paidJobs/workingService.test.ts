import { refuseSleepingService } from '../../../../nodes/paidJobs/workingService';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

// A job handed to a service that is off fails, at a price.

const before = (answer: Answer) => refuseSleepingService(answeringVidiCore(() => answer).http, 'VX-2');
const service = (state?: string, name = 'Faces') =>
	ok({ id: 'VX-2', vidinet: { type: 'COGNITIVE_SERVICE', name, ...(state === undefined ? {} : { state }) } });

test.each<[string, Answer]>([
	['is ONLINE', service('ONLINE')],
	['was not checked yet', service()],
	['may not be seen', status(403)],
	['is not known, which the start itself tells', status(404, '{"notFound":{"type":"Resource","id":"VX-2"}}')],
])('a service that %s is no reason to refuse', async (_, answer) => {
	await expect(before(answer)).resolves.toBeUndefined();
});

test.each([
	[
		'OFFLINE',
		'Faces',
		/^The service Faces \(VX-2\) is OFFLINE$/,
		/billed\. Look at the service in the VidiNet dashboard, .* when it is ONLINE there\.$/,
	],
	[
		'UNAUTHORIZED',
		'',
		/^The service without a name \(VX-2\) is UNAUTHORIZED$/,
		/billed\. VidiNet does not accept the key .* or check there that the service is active\.$/,
	],
])('one that is %s is named', async (state, name, message, advice) => {
	await expect(before(service(state, name))).rejects.toMatchObject({
		message: expect.stringMatching(message) as unknown,
		advice: expect.stringMatching(advice) as unknown,
	});
});

test.each<[string, Answer, string]>([
	['refuses the login', status(401), 'notAuthorized'],
	['answers something else', ok('{"foo":1}'), 'badAnswer'],
])('when VidiCore %s, nothing is started', async (_, answer, kind) => {
	await expect(before(answer)).rejects.toMatchObject({
		kind,
		message: expect.stringMatching(/^The service could not be looked up, so nothing was started: /) as unknown,
	});
});
