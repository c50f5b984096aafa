import { NodeHelpers, type IDataObject, type INodeType } from 'n8n-workflow';
import { AttachVidiNetService } from '../../../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { AnalyzeItem } from '../../../../nodes/AnalyzeItem/AnalyzeItem.node';
import { defineNode } from '../../../../nodes/kit/defineNode';
import { operation } from '../../../../nodes/kit/operation';
import { PrepareBucket } from '../../../../nodes/PrepareBucket/PrepareBucket.node';
import { TrainCollection } from '../../../../nodes/TrainCollection/TrainCollection.node';
import { VidiCore } from '../../../../nodes/VidiCore/VidiCore.node';
import { runNode } from '../../../support/engine';

/** What n8n tells a model of a node as a tool: by n8n's own function, with the parameters as n8n completes them. */
function told(type: INodeType, parameters: Record<string, string>): string {
	const node = { id: 'n', name: 'N', type: 't', typeVersion: 1, position: [0, 0] as [number, number], parameters };
	const complete = NodeHelpers.getNodeParameters(
		type.description.properties,
		parameters,
		true,
		false,
		node,
		type.description,
	);
	return NodeHelpers.makeDescription(complete ?? {}, type.description);
}

test.each([
	[new TrainCollection(), {}, /^Start the billed training of a collection/],
	[new TrainCollection(), { operation: 'report' }, /^Report for free what of a collection was learned/],
	[new PrepareBucket(), { operation: 'check' }, /^Check a bucket/],
	[new PrepareBucket(), {}, /^Give the face service access/],
	[new AttachVidiNetService(), { operation: 'find' }, /^Find an attached service/],
	[new AnalyzeItem(), {}, /^Start the billed analysis of an item/],
	[new VidiCore(), { resource: 'item', operation: 'getMany' }, /^Get many items/],
])('a model is told of %p %j what that operation does', (type, parameters, expected) =>
	expect(told(type, parameters as Record<string, string>)).toMatch(expected),
);

/** What a node that puts that out gives a workflow, and as a tool a model. */
async function given(rows: IDataObject[]): Promise<{ workflow: IDataObject[]; model: IDataObject[] }> {
	class Many extends defineNode({
		name: 'many',
		title: 'Many',
		description: 'Many',
		credentials: [],
		operation: operation({
			value: 'get',
			label: 'Get',
			action: 'Get',
			description: 'Get',
			fields: {},
			outputs: { n: 'Its number', '*': 'Whatever else' },
			run: () => Promise.resolve(rows),
		}),
	}) {}
	const as = async (type: string) =>
		((await runNode(new Many(), {}, [{}], {}, { type })).outputs[0] ?? []).map(({ json }) => json);
	return { workflow: await as('n8n-nodes-vidicore.many'), model: await as('n8n-nodes-vidicore.manyTool') };
}

const numbered = (count: number): IDataObject[] => Array.from({ length: count }, (_, n) => ({ n }));

test('a model is given some rows and told of the others; a workflow gets all', async () => {
	const { workflow, model } = await given(numbered(812));
	expect(workflow).toEqual(numbered(812));
	expect(model.slice(0, -1)).toEqual(numbered(50));
	expect(model.at(-1)).toEqual({ more: expect.stringMatching(/first 50 of 812.*Ask for less/) });
});

test('so it is with the lists in a row', async () => {
	const row = { n: 1, segments: numbered(10_000), leftOut: numbered(51), names: ['Ada Nordin'] };
	const { workflow, model } = await given([row]);
	expect(workflow).toEqual([row]);
	const more = expect.stringMatching(/segments: the first 50 of 10000.*leftOut: the first 50 of 51.*Ask for less/);
	expect(model).toEqual([{ ...row, segments: numbered(50), leftOut: numbered(50), more }]);
});

test('a model is told in words that nothing was found; a workflow gets nothing', async () => {
	const { workflow, model } = await given([]);
	expect(workflow).toEqual([]);
	expect(model).toEqual([{ found: 0, message: expect.stringMatching(/Nothing was found/), next: expect.any(String) }]);
});
