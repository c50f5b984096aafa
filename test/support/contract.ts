import type { DefinedNode } from '../../nodes/kit/defineNode';
import type { IDisplayOptions, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { shippedCredentials, shippedNodes } from '../../tools/lab/shipped';

export { shippedCredentials, shippedNodes };

/**
 * What users' workflows hold of us and so must not change by accident: node types, versions, what each operation takes
 * (parameters with their values and defaults), credential fields, inputs and outputs. Texts are left out, they may be
 * bettered at any time, and so is how an operation's parameters are divided among entries of the description.
 */
export async function publicContract(): Promise<object> {
	return {
		credentials: Object.fromEntries(
			(await shippedCredentials()).map(({ name, properties }) => [
				name,
				Object.fromEntries(properties.map((property) => [keyOf(property), parameter(property)])),
			]),
		),
		nodes: Object.fromEntries((await shippedNodes()).map(contractOf)),
	};
}

function contractOf(type: INodeType): [string, object] {
	const { description, methods, webhookMethods } = type;
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
			operations: operationsOf(description.properties),
			outputFields: outputFieldsOf(type),
		},
	];
}

/** The parameters by what the user does: by resource and operation, where the node has these. */
function operationsOf(properties: INodeProperties[]): object {
	const chosen = (name: string, at: Choice) =>
		properties.filter((property) => property.name === name && shownFor(property.displayOptions, at));
	const values = (name: string, at: Choice) =>
		chosen(name, at).flatMap(({ options = [] }) => options.map((option) => (option as INodePropertyOptions).value));
	const found: Record<string, object> = {};
	const resources = values('resource', {});
	for (const resource of resources.length > 0 ? resources : [undefined])
		for (const operation of withNone(values('operation', { resource }))) {
			const at = { resource, operation };
			const label = [resource, operation].filter((part) => part !== undefined).join(': ') || 'all';
			found[label] = Object.fromEntries(
				properties
					.filter((property) => shownFor(property.displayOptions, at) && property.type !== 'notice')
					.map((property): [string, object] => [keyOf(property), parameter(property, at)])
					.sort(([a], [b]) => (a < b ? -1 : 1)),
			);
		}
	return found;
}

/** What an output row can hold, by operation. */
function outputFieldsOf(type: INodeType): object | undefined {
	const { operationGroups } = type as Partial<DefinedNode>;
	const entries = operationGroups?.flatMap(({ resource, operations }) =>
		operations.map(({ value, outputs: fields }) => [
			[resource?.value, value].filter(Boolean).join(': '),
			Object.keys(fields).sort(),
		]),
	);
	return entries && (Object.fromEntries(entries) as object);
}

interface Choice {
	resource?: unknown;
	operation?: unknown;
}

const withNone = (values: unknown[]): unknown[] => (values.length > 0 ? values : [undefined]);

const withoutSlash = (name: string) => name.replace(/^\//, '');

/** Whether something is on screen for this resource and operation, whatever else it depends on. */
function shownFor({ show = {}, hide = {} }: IDisplayOptions = {}, at: Choice): boolean {
	const about = (conditions: object) =>
		Object.entries(conditions).flatMap(([name, values]) => {
			const value = at[withoutSlash(name) as keyof Choice];
			return value === undefined ? [] : [(values as unknown[]).includes(value)];
		});
	return about(show).every(Boolean) && !about(hide).some(Boolean);
}

/** What it depends on besides resource and operation. */
function otherConditions(conditions: IDisplayOptions['show']): Array<[string, unknown]> {
	return Object.entries(conditions ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(withoutSlash(name)))
		.map(([name, values]) => [withoutSlash(name), values]);
}

/** The name, and where several of one name take turns, what each depends on. */
function keyOf({ name, displayOptions }: INodeProperties): string {
	const when = otherConditions(displayOptions?.show).map(([other, values]) => `${other} is ${String(values)}`);
	const not = otherConditions(displayOptions?.hide).map(([other, values]) => `${other} is not ${String(values)}`);
	const conditions = [...when, ...not].sort();
	return conditions.length > 0 ? `${name}, when ${conditions.join(' and ')}` : name;
}

function parameter(property: INodeProperties, at: Choice = {}): object {
	const { type, required = false, modes } = property;
	return {
		type,
		default: property.default,
		required,
		modes: modes?.map((mode) => mode.name),
		multipleValues: property.typeOptions?.multipleValues,
		options: property.options
			?.filter((option) => !('displayOptions' in option) || shownFor(option.displayOptions, at))
			.map((option) => {
				if ('value' in option) return option.value;
				if ('values' in option)
					return { name: option.name, values: option.values.map((one) => ({ name: one.name, ...parameter(one, at) })) };
				return { name: keyOf(option), ...parameter(option, at) };
			})
			.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
	};
}
