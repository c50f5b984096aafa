import { cell, faultNames, undisturbed, type Cell, type Place } from './cell';
import { allOperations, type Tried } from './samples';
import { allTriggers } from './triggers';

/** Everything that the nodes can do, out of their own descriptions. */
export const allTried = async (): Promise<Tried[]> => [...(await allOperations()), ...(await allTriggers())];

const atOnce = 6;

/** Works on a few of these at a time; they wait for time limits more than they reckon. */
export async function together<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
	const left = [...list];
	const next = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
	};
	await Promise.all(Array.from({ length: atOnce }, next));
}

/**
 * Tries these with every fault whose name is wanted, at the first request and at the one that does it. `told` hears of
 * each cell when it is done. One that fails with nothing in its way is a defect.
 */
export async function matrix(
	all: readonly Tried[],
	wanted: (fault: string, place: Place['name'], operation: string) => boolean,
	told: (done: Cell) => void = () => undefined,
): Promise<Cell[]> {
	const cells: Cell[] = [];
	const add = (done: Cell) => {
		cells.push(done);
		told(done);
	};
	await together(all, async (tried) => {
		const before = await undisturbed(tried).catch((error: unknown) => noStart(tried, error));
		if ('verdict' in before) return void add(before);
		for (const place of before.places)
			for (const fault of faultNames(place !== before.places[0]))
				if (wanted(fault, place.name, tried.name)) add(await cell(tried, before, fault, place));
	});
	return cells;
}

/** What cannot be tried is no less a defect: test/faults/samples.ts may have to say with what. */
const noStart = ({ name }: Tried, error: unknown): Cell => ({
	operation: name,
	fault: 'nothing',
	place: 'the first request',
	verdict: { kind: 'defect', why: error instanceof Error ? error.message : String(error) },
});
