import { openWorld } from '../../tools/emulator/world';
import { askEmulator } from '../support/askEmulator';

// No test passes because the emulator has overlooked what it was asked.
test('what the emulator does not do is said, in headers and in its log', async () => {
	const world = await openWorld({ strict: false });
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

test('a strict emulator refuses a parameter that nobody has told of', async () => {
	const world = await openWorld({ strict: true });
	try {
		const refused = await askEmulator(world, 'GET', '/API/job?colour=red');
		expect(refused.status).toBe(400);
		expect(refused.json().invalidInput).toMatchObject({ context: 'colour' });
		expect(await askEmulator(world, 'GET', '/API/job?user=false')).toMatchObject({ status: 200 });
	} finally {
		await world.close();
	}
});
