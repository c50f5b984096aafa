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
		'An item that failed, where the node goes on after an error, says the same for all of them: `error` (what ' +
			'happened), `message` (the same with what to do next), `details.advice` (what to do next, alone) and ' +
			'`details.code` (one word to branch on: `notFound`, `notAuthorized`, `forbidden`, `invalidInput`, `conflict`, ' +
			'`unreachable`, `tooManyRequests` …; `notPossible` where it was not VidiCore that refused). At the error output ' +
			'the fields of the input stand beside them. An n8n before 2.37 leaves `details` out there.',
		...parts,
		'',
	].join('\n\n');
}
