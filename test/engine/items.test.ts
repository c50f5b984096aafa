import type { IDataObject } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';

// Items of the archive: one with all that is known of it, and many by what is said of them.
let world: NodeWorld;
beforeEach(async () => {
	world = await openNodeWorld({ bare: true });
});
afterEach(() => world.close());

const run = async (operation: string, parameters: IDataObject = {}) =>
	await world.run(new VidiCore(), { resource: 'item', operation, ...parameters });
const rows = async (operation: string, parameters: IDataObject = {}) => {
	const { run: ran, outputs } = await run(operation, parameters);
	expect(ran.data.resultData.error).toBeUndefined();
	return outputs[0]?.map(({ json }) => json) ?? [];
};
const condition = (field: string, operator: string, value: IDataObject[string] = '', to: string = ''): IDataObject => ({
	field: located(field),
	operator,
	value,
	to,
});
const search = (...all: IDataObject[]) => ({ returnAll: true, conditions: { condition: all } });
const titles = async (parameters: IDataObject) =>
	(await rows('getMany', { returnAll: true, ...parameters })).map(({ title }) => title);

describe('Get', () => {
	test('all metadata that are not timed, in one request', async () => {
		const [item] = await rows('get', { itemId: located('VX-108') });
		expect(item).toMatchObject({ itemId: 'VX-108', title: 'Council meeting, part one' });
		expect(item?.fields).toMatchObject({ mediaType: 'video', durationSeconds: expect.any(String) });
		expect(Object.keys(item?.fields as object).filter((name) => name.startsWith('__'))).toEqual([]);
		expect(world.world.vidiCore.requests).toHaveLength(1);
	});
});

describe('Get Many', () => {
	test('by conditions, all of them or any', async () => {
		const video = condition('mediaType', 'equals', 'video');
		const council = condition('title', 'contains', 'counc');
		expect(await titles(search(video, council))).toEqual(['Council meeting, part one']);
	});
});
