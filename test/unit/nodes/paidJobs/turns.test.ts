import { importInTurn } from '../../../../nodes/paidJobs/importTurns';
import { LastStarts } from '../../../../nodes/paidJobs/lastStarts';
import { Turns } from '../../../../nodes/paidJobs/turns';

/** Work that goes on until it is told how to end. */
function held() {
	let [end, fail]: [(value: string) => void, (error: Error) => void] = [() => {}, () => {}];
	const promise = new Promise<string>((resolve, reject) => ([end, fail] = [resolve, reject]));
	promise.catch(() => undefined); // it may fail without anybody having asked for it
	let began = 0;
	return { work: () => ((began += 1), promise), end, fail, began: () => began };
}
const settled = async () => {
	for (let n = 0; n < 20; n++) await Promise.resolve();
};
const cancelled = () => new Error('cancelled');
const take = (turns: Turns, key: string, work: () => Promise<string>, signal?: AbortSignal) =>
	turns.take(key, work, { signal, cancelled });

test('the same key: one after the other, in the order of asking; another key: at once', async () => {
	const turns = new Turns();
	const [first, second, third, other] = [held(), held(), held(), held()];
	const all = [first, second, third].map(({ work }) => take(turns, 'a', work));
	void take(turns, 'b', other.work);
	await settled();
	expect([first, second, third, other].map(({ began }) => began())).toEqual([1, 0, 0, 1]);
	first.end('one');
	await settled();
	expect([second, third].map(({ began }) => began())).toEqual([1, 0]);
	second.end('two');
	third.end('three');
	expect(await Promise.all(all)).toEqual(['one', 'two', 'three']);
});

test('what fails ends only itself', async () => {
	const turns = new Turns();
	const [first, second] = [held(), held()];
	const failing = take(turns, 'a', first.work);
	const waiting = take(turns, 'a', second.work);
	first.fail(new Error('no'));
	await expect(failing).rejects.toThrow('no');
	second.end('yes');
	expect(await waiting).toBe('yes');
});

test('whoever is aborted while waiting goes at once; those behind still wait for those before', async () => {
	const turns = new Turns();
	const [first, second, third] = [held(), held(), held()];
	const abort = new AbortController();
	const remove = jest.spyOn(abort.signal, 'removeEventListener');
	const one = take(turns, 'a', first.work);
	const two = take(turns, 'a', second.work, abort.signal);
	const three = take(turns, 'a', third.work);
	await settled();
	abort.abort();
	await expect(two).rejects.toThrow('cancelled');
	await settled();
	expect([second, third].map(({ began }) => began())).toEqual([0, 0]);
	expect(remove).toHaveBeenCalledTimes(1);
	first.end('one');
	third.end('three');
	expect(await Promise.all([one, three])).toEqual(['one', 'three']);
});

test('whoever was aborted before asking does nothing, whether somebody is before him or not', async () => {
	const turns = new Turns();
	const [first, late] = [held(), held()];
	await expect(take(turns, 'a', late.work, AbortSignal.abort())).rejects.toThrow('cancelled');
	const one = take(turns, 'a', first.work);
	await expect(take(turns, 'a', late.work, AbortSignal.abort())).rejects.toThrow('cancelled');
	expect(late.began()).toBe(0);
	first.end('one');
	expect(await one).toBe('one');
});

test('an abort after the turn has come is left to the work', async () => {
	const turns = new Turns();
	const [first, second] = [held(), held()];
	const abort = new AbortController();
	const one = take(turns, 'a', first.work);
	const two = take(turns, 'a', second.work, abort.signal);
	first.end('one');
	await one;
	await settled();
	abort.abort();
	second.end('two');
	expect(await two).toBe('two');
});

test('nothing is kept of what is over, however it ended', async () => {
	const turns = new Turns();
	const holds = Array.from({ length: 300 }, () => ({ ...held(), abort: new AbortController() }));
	const all = holds.map(({ work, abort }, n) => take(turns, `key ${n % 100}`, work, abort.signal));
	const outcomes = Promise.allSettled(all);
	expect(turns.size).toBe(100);
	await settled();
	for (const [n, { end, fail, abort }] of holds.entries())
		if (n % 3 === 0) abort.abort();
		else if (n % 3 === 1) end('');
		else fail(new Error('no'));
	for (const { end } of holds) end('');
	await outcomes;
	await settled();
	expect(turns.size).toBe(0);
});

test('the last start of a request is remembered, of the newest thousand requests', () => {
	const starts = new LastStarts();
	starts.remember('again', { jobId: 'VX-1' });
	for (let n = 0; n < 999; n++) starts.remember(`key ${n}`, { jobId: `VX-${n}` });
	starts.remember('again', { unclear: 'word', at: 5 });
	expect([starts.get('key 0'), starts.get('never')]).toEqual([{ jobId: 'VX-0' }, undefined]);
	starts.remember('one more', { jobId: 'VX-2' });
	expect(starts.get('key 0')).toBeUndefined();
	expect([starts.get('key 1'), starts.get('again')]).toEqual([{ jobId: 'VX-1' }, { unclear: 'word', at: 5 }]);
});

test('a second in the same turn waits until the first is over, and so does a third', async () => {
	const turns = new Turns();
	const [first, second, third] = [held(), held(), held()];
	const one = take(turns, 'a', first.work);
	const two = take(turns, 'a', second.work);
	first.end('one');
	await one;
	await settled();
	// The end of the first must not open the door for those who come while the second works.
	const three = take(turns, 'a', third.work);
	await settled();
	expect([second, third].map(({ began }) => began())).toEqual([1, 0]);
	second.end('two');
	third.end('three');
	expect(await Promise.all([two, three])).toEqual(['two', 'three']);
});

test('imports of the same file happen one after the other, and say when they were cancelled', async () => {
	const [first, second] = [held(), held()];
	const abort = new AbortController();
	const one = importInTurn('file', first.work);
	const two = importInTurn('file', second.work, abort.signal);
	await settled();
	expect([first, second].map(({ began }) => began())).toEqual([1, 0]);
	abort.abort();
	await expect(two).rejects.toMatchObject({
		message: 'The execution was cancelled; nothing was imported',
		kind: 'cancelled',
		request: { method: 'POST', path: '/API/import/placeholder' },
	});
	first.end('one');
	expect(await one).toBe('one');
});
