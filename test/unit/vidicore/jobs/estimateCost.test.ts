import { estimateCost } from '../../../../vidicore/jobs/estimateCost';
import { startQuery, type StartOptions } from '../../../../vidicore/jobs/startJob';
import { answeringVidiCore, ok, type Answer } from '../../../support/answeringVidiCore';

const path = '/API/item/VX-1/analyze';

describe('an estimate', () => {
	test('is asked for by the same request as the start, without the word that marks it', async () => {
		const all: StartOptions = {
			resourceId: 'VX-2',
			priority: 'HIGH',
			service: [['A', '1']],
			metadata: [['key', 'value']],
			correlation: 'word',
		};
		const { http, requests } = answeringVidiCore(() =>
			ok({ id: 'e', state: 'FINISHED', service: [{ cost: { unit: 'USD', value: '1.5' } }] }),
		);
		expect(await estimateCost(http, path, all)).toEqual({ costs: [{ currency: 'USD', amount: 1.5 }] });
		expect(requests[0]?.path.split('?')[0]).toBe('/API/cost/item/VX-1/analyze');
		expect([...new URLSearchParams(requests[0]?.path.split('?')[1])]).toEqual(startQuery(all).map((pair) => [...pair]));
	});

	const service = (value: unknown, unit: unknown = 'USD', more = {}) => ({ cost: { value, unit }, ...more });
	const estimate = async (...answers: Answer[]) => {
		const { http, requests, clock } = answeringVidiCore(
			() => answers[Math.min(requests.length, answers.length) - 1] as Answer,
		);
		return { ...(await estimateCost(http, path, { correlation: 'word' })), requests, clock };
	};
	const finished = (...services: object[]) => ok({ id: 'e-1', state: 'FINISHED', service: services });

	test('is read until it is there', async () => {
		const pending = ok({ id: 'e-1', state: 'PENDING' });
		const { costs, requests, clock } = await estimate(pending, pending, finished(service(2)));
		expect(costs).toEqual([{ currency: 'USD', amount: 2 }]);
		expect(requests.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
			'POST /API/cost/item/VX-1/analyze',
			'GET /API/cost/estimate/e-1',
			'GET /API/cost/estimate/e-1',
		]);
		expect(clock.now()).toBe(2000);
	});

	test('is added up by currency; services without a figure are left out', async () => {
		const { costs } = await estimate(
			finished(service(0.1), service('0.2', ' USD '), service(3, 'EUR'), { name: 'free' }),
		);
		expect(costs).toEqual([
			{ currency: 'USD', amount: 0.3 },
			{ currency: 'EUR', amount: 3 },
		]);
	});

	test.each<[string, Answer, RegExp]>([
		['no services', finished(), /names no cost/],
		['only services without a figure', finished({ name: 'free' }), /names no cost/],
		['an amount that is none', finished(service('much')), /no amount with a currency/],
		['a negative amount', finished(service(-1)), /no amount with a currency/],
		['no currency', finished(service(1, '')), /no amount with a currency/],
		['a service that failed', finished(service(1), { state: 'FAILED', message: 'too long' }), /too long/],
		['a failure', ok({ id: 'e', state: 'FAILED', service: [{ message: 'no price' }] }), /no price/],
		['a failure without words', ok({ id: 'e', state: 'ERROR' }), /its state is ERROR/],
		['no id to ask by', ok({ state: 'PENDING' }), /no "id"/],
		['one that never ends', ok({ id: 'e', state: 'PENDING' }), /within a minute/],
	])('%s is no estimate', async (_, answer, words) => {
		await expect(estimate(answer)).rejects.toThrow(words);
	});
});
