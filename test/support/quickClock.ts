import { clock } from '../../nodes/kit/vidiCore';

/** The clock of the nodes, until mocks are restored: nobody waits on it, but by it as much time passes. */
export function quickClock(): void {
	let slept = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => Date.now() + slept);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms) => {
		slept += ms;
		await new Promise((resolve) => setTimeout(resolve, 2));
	});
}
