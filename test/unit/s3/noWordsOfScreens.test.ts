import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { shippedNodes } from '../../support/contract';

const root = join(__dirname, '..', '..', '..');

/** The texts in a file: what stands between quotes, with nothing where a value goes in. */
function textsIn(path: string): string[] {
	const found: string[] = [];
	const walk = (node: ts.Node) => {
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
		else if (ts.isTemplateExpression(node))
			found.push(node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(''));
		ts.forEachChild(node, walk);
	};
	walk(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022));
	return found;
}

/** Names that users read, of nodes, fields and choices; single words may be anybody's. */
function namesOnScreens(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
		typeof one === 'string' && /^(displayName|name|label|title)$/.test(key) ? [one] : namesOnScreens(one),
	);
}

test('s3/ names no node, no field and no credential of ours', async () => {
	const names = [...new Set(namesOnScreens((await shippedNodes()).map((node) => node.description)))].filter((name) =>
		name.includes(' '),
	);
	const files = readdirSync(join(root, 's3'), { recursive: true, encoding: 'utf8' }).filter((file) =>
		/\.ts$/.test(file),
	);
	const ours = /credential|this node|the options|\bn8n\b|face service|VidiNet|VidiCore/;
	const sids = ['N8nVidiCore', 'Enable VidiNet Decrypt'];
	const named = files.flatMap((file) =>
		textsIn(join(root, 's3', file))
			.filter((text) => !sids.includes(text) && (ours.test(text) || names.some((name) => text.includes(name))))
			.map((text) => `${file}: ${text}`),
	);
	expect([files.length > 15, names.includes('Create Bucket if Missing'), named]).toEqual([true, true, []]);
});
