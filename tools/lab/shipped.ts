import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { root } from './package';

const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

/** An instance of each node class that package.json names, in its order. */
export const shippedNodes = (): Promise<INodeType[]> => loadAll<INodeType>(n8n.nodes);

/** The same for the credentials. */
export const shippedCredentials = (): Promise<ICredentialType[]> => loadAll<ICredentialType>(n8n.credentials);

const loadAll = <T>(files: string[]): Promise<T[]> =>
	Promise.all(files.map((file) => load<T>(join(root, file.replace(/^dist\//, '').replace(/js$/, 'ts')), file)));

/** An instance of the one class in a source file of the package. */
async function load<T>(source: string, file: string): Promise<T> {
	const classes = Object.entries((await import(source)) as Record<string, unknown>).filter(
		([name]) => name !== 'default',
	);
	const [entry] = classes;
	if (entry === undefined || classes.length !== 1) throw new Error(`${file} exports ${classes.length} things, not one`);
	return new (entry[1] as new () => T)();
}
