import { join } from 'node:path';
import { ESLint } from 'eslint';
import type { INodeType } from 'n8n-workflow';
import { shippedNodes } from './contract';

/**
 * Prints, as JSON, what n8n's rules say of every node's description as it is loaded, and of one with a mistake in it.
 * A program of its own, because eslint loads its configuration in a way that jest does not allow.
 */
async function main(): Promise<void> {
	const root = join(__dirname, '..', '..');
	const eslint = new ESLint({ cwd: root });
	const nodes = await shippedNodes();
	const complaints: string[] = [];
	for (const node of nodes) complaints.push(...(await complaintsAbout(eslint, root, node)));
	const [first] = nodes;
	if (!first) throw new Error('There is no node');
	const description = { ...first.description, properties: [...first.description.properties, mistaken] };
	const ofMistake = await complaintsAbout(eslint, root, { ...first, description } as INodeType);
	console.log(JSON.stringify({ complaints, ofMistake }));
}

const mistaken = {
	displayName: 'Return all',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Return everything.',
};

async function complaintsAbout(
	eslint: ESLint,
	root: string,
	{ description, webhookMethods }: INodeType,
): Promise<string[]> {
	const { name } = description;
	const file = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
	const written = JSON.stringify(description, null, '\t')
		.replace(/"(inputs|outputs)": \[\s*"main"\s*\]/g, '"$1": [NodeConnectionTypes.Main]')
		.replace(/^(\t+)"(\w+)":/gm, '$1$2:');
	const trigger = description.group.includes('trigger');
	const lifecycle = Object.keys(webhookMethods?.default ?? {}).map((name) => `async ${name}() { return true; }`);
	const methods =
		(lifecycle.length > 0 ? `\n\twebhookMethods = { default: { ${lifecycle.join(', ')} } };\n` : '') +
		(trigger ? '' : '\n\tasync execute() {\n\t\treturn [];\n\t}\n');
	const code = `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class ${file} implements INodeType {
	description: INodeTypeDescription = ${written};
${methods}}
`;
	const [result] = await eslint.lintText(code, { filePath: join(root, 'nodes', file, `${file}.node.ts`) });
	return (
		(result?.messages ?? [])
			.filter(({ ruleId }) => ruleId?.startsWith('n8n-nodes-base/') || ruleId?.startsWith('@n8n/'))
			// Priorities stand in their own order: by the alphabet "Low" would come between "Immediate" and "Lowest".
			.filter(({ message }) => !message.includes('High | Highest | Immediate | Low'))
			.map(({ ruleId, message, line }) => `${name}: ${ruleId}: ${message} ${code.split('\n')[line - 1]?.trim()}`)
	);
}

void main();
