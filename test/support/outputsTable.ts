import type { INodeType } from 'n8n-workflow';
import type { DefinedNode } from '../../nodes/kit/defineNode';

/** docs/outputs.md: what comes out of each operation, as the operations declare it. */
export function outputsTable(nodes: readonly INodeType[]): string {
	const parts = nodes.flatMap((node) => {
		const { description, operationGroups } = node as INodeType & Partial<DefinedNode>;
		if (!operationGroups) return [];
		const operations = operationGroups.flatMap(({ resource, operations: list }) =>
			list.map(({ label, outputs }) => {
				const name = [resource?.label, label].filter(Boolean).join(': ');
				const rows = Object.entries(outputs).map(([field, meaning]) => `| \`${field}\` | ${meaning} |`);
				const heading = operationGroups.length === 1 && list.length === 1 ? [] : [`### ${name}`, ''];
				return [...heading, '| field | |', '| --- | --- |', ...rows].join('\n');
			}),
		);
		return [`## ${description.displayName}`, ...operations];
	});
	return [
		'# What comes out',
		'Written by `npm run contract` from the operations themselves. A field that has nothing to say is left out of ' +
			'a row. ' +
			'Each test that runs a node checks that nothing else comes out.',
		...parts,
		'',
	].join('\n\n');
}
