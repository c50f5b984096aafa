import { cell, hurry, undisturbed } from '../faults/cell';
import { allTried, matrix } from '../faults/matrix';

// A small part of `npm run faults`: whatever the nodes can do, with the answer lost on its way back from what does it.
// A new operation, or a new event of a trigger, is in here by itself: what it is tried with is told by the names of its
// fields (test/faults/samples.ts), or the test says that it fails. The emulator answers in its easy ways here, also
// where WORST_CASE names others: test/faults/triedWorld.ts says why.
hurry();

test('with the answer lost, nothing is done twice, said wrongly or shown', async () => {
	const tried = await allTried();
	const cells = await matrix(
		tried,
		(fault, place) => fault === 'reset when it is done' && place !== 'the first request',
	);
	expect(cells.filter(({ verdict }) => verdict.kind === 'defect')).toEqual([]);
	expect(cells.map(({ operation }) => operation).sort()).toEqual(tried.map(({ name }) => name).sort());
	expect(new Set(cells.map(({ verdict }) => verdict.kind))).toEqual(new Set(['recovered', 'clear error']));
});

test('a fault that nobody notices would be told', async () => {
	const create = (await allTried()).find(({ name }) => name === 'vidiCore collection:create');
	if (!create) throw new Error('There is no such operation');
	const before = await undisturbed(create);
	const [place] = before.places;
	if (!place) throw new Error('It asks nobody');
	const asIf = { ...before, told: { ...before.told, rows: [{ collectionId: 'VX-1' }] } };
	expect((await cell(create, asIf, 'bytes slow, but in time', place)).verdict).toMatchObject({ kind: 'defect' });
});
