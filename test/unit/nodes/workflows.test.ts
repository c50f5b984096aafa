import type { INodeProperties } from 'n8n-workflow';
import { workflowFiles } from '../../../tools/lab';
import { packageName } from '../../../tools/lab/workflowNode';
import { shippedNodes } from '../../support/contract';

// What an imported workflow holds that its node does not have, n8n drops without a word.
const nodesOf = Object.entries(workflowFiles()).flatMap(([file, { nodes }]) =>
	nodes.filter(({ type }) => type.startsWith(`${packageName}.`)).map((node) => [file, node.name, node] as const),
);

test.each(nodesOf)('%s, %s: the node has every field and every value that is set', async (_, __, node) => {
	const nodes = await shippedNodes();
	const isTool = node.type.endsWith('Tool');
	const type = isTool ? node.type.slice(0, -'Tool'.length) : node.type;
	const { description } = nodes.find((one) => `${packageName}.${one.description.name}` === type) ?? {};
	const properties = new Map<string, INodeProperties[]>();
	for (const property of description?.properties ?? [])
		properties.set(property.name, [...(properties.get(property.name) ?? []), property]);
	for (const [name, value] of Object.entries(node.parameters)) {
		// n8n's own fields
		if (description?.polling && name === 'pollTimes') continue;
		if (isTool && ['descriptionType', 'toolDescription'].includes(name)) continue;
		const fields = properties.get(name) ?? [];
		expect([name, fields.length > 0]).toEqual([name, true]);
		if (fields.every(({ typeOptions }) => typeOptions?.loadOptionsMethod !== undefined)) continue; // a list of VidiCore
		const values = fields.flatMap(({ options = [] }) => options.map((one) => ('value' in one ? one.value : one.name)));
		const kind = fields[0]?.type;
		const set = kind === 'options' ? [value] : kind === 'multiOptions' ? (value as unknown[]) : [];
		const members = kind === 'collection' ? Object.keys(value as object) : [];
		for (const one of [...set, ...members]) expect(values).toContain(one);
	}
});
