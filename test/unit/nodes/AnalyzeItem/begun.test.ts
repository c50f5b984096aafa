import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { begun, forgetStarts } from '../../../../nodes/AnalyzeItem/begun';

// A round that comes after a parked one must not start what was started before it.
type Items = Parameters<typeof begun>[0];

const items = (...ids: string[]) => ids.map((itemId) => ({ itemId, options: {} })) as unknown as Items;
const starts = [{ json: { itemId: 'VX-1', jobId: 'VX-7', started: true } }];

/** A context in which a start fails with this word, so that it shows. */
function contextOf(memory: IDataObject): IExecuteFunctions {
	return {
		getContext: () => memory,
		getCredentials: () => Promise.reject(new Error('a start was tried')),
		getNode: () => ({ name: 'Analyze Item', type: 'n8n-nodes-vidicore.analyzeItem', parameters: {} }),
		continueOnFail: () => false,
	} as unknown as IExecuteFunctions;
}

test('what was begun for the same items is handed back and nothing is started', async () => {
	const memory = { begun: { itemIds: ['VX-1'], starts } } as unknown as IDataObject;
	expect(await begun(items('VX-1'), contextOf(memory), true)).toBe(starts);
});

test.each([
	['other items', { begun: { itemIds: ['VX-2'], starts } }, true],
	['more of them', { begun: { itemIds: ['VX-1', 'VX-1'], starts } }, true],
	['nothing kept', {}, true],
	['a step that does not park', { begun: { itemIds: ['VX-1'], starts } }, false],
])('%s: it is started', async (_, memory, kept) => {
	await expect(begun(items('VX-1'), contextOf(memory as unknown as IDataObject), kept)).rejects.toThrow(
		'a start was tried',
	);
});

test('when all has ended it is forgotten', async () => {
	const memory = { begun: { itemIds: ['VX-1'], starts } } as unknown as IDataObject;
	forgetStarts(contextOf(memory));
	expect(memory).toEqual({});
});
