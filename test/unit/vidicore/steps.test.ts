import { VidiCoreError, type FaultKind } from '../../../vidicore/errors';
import { inSteps, NotKnown, type Step } from '../../../vidicore/steps';

const failure = (kind: FaultKind, status?: number) =>
	new VidiCoreError('VidiCore said no.', { kind }, { method: 'PUT', path: '/API/x' }, status);

/** Steps that write down what they do; those that are named fail in the way given. */
function steps(fails: Record<string, unknown>, undoable = ['a', 'b', 'c']) {
	const log: string[] = [];
	const doing = async (what: string) => {
		log.push(what);
		if (what in fails) await Promise.reject(fails[what]);
	};
	const step = (name: string): Step => ({
		done: `${name} is so`,
		run: async () => await doing(name),
		...(undoable.includes(name) ? { undo: async () => await doing(`not ${name}`) } : {}),
	});
	return { log, list: ['a', 'b', 'c'].map(step) };
}
const message = async (list: Step[]) =>
	await inSteps(list).then(
		() => 'done',
		(error: unknown) => String((error as Error).message),
	);

test('all steps, in their order', async () => {
	const { log, list } = steps({});
	expect(await message(list)).toBe('done');
	expect(log).toEqual(['a', 'b', 'c']);
});

test('a refused step: those before it are taken back, the last one first', async () => {
	const { log, list } = steps({ c: failure('forbidden', 403) });
	expect(await message(list)).toBe('VidiCore said no. Nothing was changed.');
	expect(log).toEqual(['a', 'b', 'c', 'not b', 'not a']);
});

test('what cannot be taken back stays with all before it, and is named with what is missing', async () => {
	const { log, list } = steps({ c: failure('conflict', 409) }, ['a', 'c']);
	expect(await message(list)).toBe(
		'VidiCore said no. Done: a is so; b is so. Not done: c is so. Running this again completes it.',
	);
	expect(log).toEqual(['a', 'b', 'c']);
});

test('what fails to be taken back stays as well', async () => {
	const { log, list } = steps({ c: failure('conflict', 409), 'not a': failure('unreachable') });
	expect(await message(list)).toBe(
		'VidiCore said no. Done: a is so. Not done: b is so; c is so. Running this again completes it.',
	);
	expect(log).toEqual(['a', 'b', 'c', 'not b', 'not a']);
});

test.each([
	['a cut connection', failure('unreachable')],
	['a gateway', failure('internalServer', 502)],
	['a job that has not ended well', new NotKnown(failure('forbidden', 403))],
])('after %s nothing is taken back, and what is not known is said', async (_, error) => {
	const { log, list } = steps({ b: error });
	expect(await message(list)).toBe(
		'VidiCore said no. Done: a is so. Not known: whether b is so. Not done: c is so. Running this again completes it.',
	);
	expect(log).toEqual(['a', 'b']);
});

test('the error keeps its kind and status; an error of another kind comes through as it is', async () => {
	await expect(inSteps(steps({ a: failure('forbidden', 403) }).list)).rejects.toMatchObject({
		kind: 'forbidden',
		status: 403,
	});
	const odd = new RangeError('odd');
	await expect(inSteps(steps({ a: odd }).list)).rejects.toBe(odd);
	await expect(inSteps(steps({ a: new NotKnown(odd) }).list)).rejects.toBe(odd);
});
