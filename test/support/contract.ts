import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

/**
 * What users' workflows hold of us and so must not change by accident: node types, versions, parameters with their
 * values and defaults, credential fields, inputs and outputs. Texts are left out: they may be bettered at any time.
 */
export async function publicContract(): Promise<object> {
	const root = join(__dirname, '..', '..');
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return {
		credentials: Object.fromEntries(
			(await loadAll<ICredentialType>(root, n8n.credentials)).map(({ name, properties }) => [
				name,
				properties.map(parameter),
			]),
		),
		nodes: Object.fromEntries((await loadAll<INodeType>(root, n8n.nodes)).map(contractOf)),
	};
}

const loadAll = <T>(root: string, files: string[]): Promise<T[]> =>
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

function contractOf({ description, methods, webhookMethods }: INodeType): [string, object] {
	const { name, version, group, inputs, outputs, outputNames, credentials, polling, usableAsTool } = description;
	return [
		name,
		{
			version,
			group,
			inputs,
			outputs,
			outputNames,
			polling,
			usableAsTool,
			credentials: credentials?.map(({ displayOptions, name: credential, required }) => ({
				name: credential,
				required,
				displayOptions,
			})),
			webhooks: description.webhooks?.map((webhook) => ({ ...webhook })),
			webhookMethods: webhookMethods && Object.keys(webhookMethods),
			methods:
				methods &&
				Object.fromEntries(Object.entries(methods).map(([kind, members]) => [kind, Object.keys(members).sort()])),
			parameters: description.properties.map(parameter),
		},
	];
}

function parameter(property: INodeProperties): object {
	const { name, type, required, displayOptions, modes } = property;
	return {
		name,
		type,
		default: property.default,
		required,
		displayOptions,
		modes: modes?.map((mode) => mode.name),
		multipleValues: property.typeOptions?.multipleValues,
		options: property.options?.map((option) => {
			if ('value' in option) return option.value;
			if ('values' in option) return { name: option.name, values: option.values.map(parameter) };
			return parameter(option);
		}),
	};
}
