import { VidiCoreHttp } from '../../../vidicore/http';
import { startJob } from '../../../vidicore/jobs/startJob';
import { ConnectionError, type VidiCoreRequest } from '../../../vidicore/transport';

// A start that cannot have reached VidiCore is told at once: nothing was started, and nothing has to be looked for.

function failing(error: ConnectionError) {
	const requests: VidiCoreRequest[] = [];
	let slept = 0;
	const http = new VidiCoreHttp(
		async (request) => {
			requests.push(request);
			return await Promise.reject(error);
		},
		{ now: () => slept, sleep: async (ms) => void (slept += ms) },
	);
	const start = startJob(http, '/API/item/VX-1/analyze', { resourceId: 'VX-2', correlation: 'word' });
	return { start, requests, slept: () => slept };
}

test.each([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_SSL_WRONG_VERSION_NUMBER',
])('%s at a start: one request, no pause, "unreachable"', async (code) => {
	const { start, requests, slept } = failing(new ConnectionError(code, 'no way there'));
	await expect(start).rejects.toMatchObject({ kind: 'unreachable', code, neverSent: true });
	expect([requests.length, slept()]).toEqual([1, 0]);
});

test('a time-out while connecting has sent nothing either, whatever its code', async () => {
	const { start, requests } = failing(new ConnectionError('ETIMEDOUT', 'did not answer in time', true));
	await expect(start).rejects.toMatchObject({ kind: 'unreachable', neverSent: true });
	expect(requests).toHaveLength(1);
});

test.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'EPROTO', 'ERR_CANCELED', ''])(
	'%s leaves open whether it was started',
	async (code) => {
		const { start, requests } = failing(new ConnectionError(code, 'no answer'));
		await expect(start).rejects.toMatchObject({ kind: 'unknownStart', neverSent: false });
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(requests.length).toBeGreaterThan(1);
	},
);
