import { openWorld } from '../../tools/emulator/world';
import { askEmulator } from '../support/askEmulator';

// No test passes because the emulator has overlooked what it was asked.
test('what the emulator does not do is said, in headers and in its log', async () => {
	const world = await openWorld({ strict: { notBecause: 'that the unknown is said and done without is tried' } });
	try {
		const { status, headers } = await askEmulator(world, 'GET', '/API/job?step=true&colour=red&user=false');
		expect(status).toBe(200);
		expect(headers.get('x-emulator-ignored')).toBe('step');
		expect(headers.get('x-emulator-unknown')).toBe('colour');
		expect(world.vidiCore.said).toEqual(['GET /API/job: step is ignored', 'GET /API/job: colour is not known']);
	} finally {
		await world.close();
	}
});

test('a strict emulator refuses a parameter that nobody has told of, and no test ends well that sent one', async () => {
	const world = await openWorld({ strict: true });
	const refused = await askEmulator(world, 'GET', '/API/job?colour=red');
	expect(refused.status).toBe(400);
	expect(refused.text).toContain('colour');
	expect(await askEmulator(world, 'GET', '/API/job?user=false')).toMatchObject({ status: 200 });
	expect(await askEmulator(world, 'GET', '/API/nothing')).toMatchObject({ status: 404 });
	expect(await askEmulator(world, 'GET', '/API/item/VX-108/loudness')).toMatchObject({ status: 501 });
	const slips = ['job: colour is not known', 'nothing: there is no such call'];
	const all = [...slips, 'item/VX-108/loudness: the emulator does not do this call'].map((slip) => `GET /API/${slip}`);
	await expect(world.close()).rejects.toThrow(new RegExp(`asked of it:\n${all.join('\n')}$`));
});

test('what is unknown counts also where a fault answers, and not where it is sent on purpose', async () => {
	const world = await openWorld({ strict: true });
	world.vidiCore.onPurpose.set('GET /API/nothing', 'this test');
	world.vidiCore.faults.add({ match: /version/, times: 1, effect: { status: 503 } });
	await askEmulator(world, 'GET', '/API/nothing');
	expect(await askEmulator(world, 'GET', '/API/version?colour=red')).toMatchObject({ status: 503 });
	await expect(world.close()).rejects.toThrow(/asked of it:\nGET \/API\/version: colour is not known$/);
});
