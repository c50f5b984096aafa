import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Fields } from './field';
import { choice } from './fields/plain';
import type { Operation } from './operation';
import { alphabetically } from './alphabet';

/** Operations on one kind of thing; a node without kinds has one of these without a value. */
export interface OperationGroup {
	resource?: { value: string; label: string; description: string };
	/**
	 * What all operations are about, where there is one kind of thing: nobody chooses it, but n8n tells a model an
	 * operation's action only where the operation belongs to a kind (n8n-workflow 2.40, `makeDescription`).
	 */
	about?: { value: string; label: string };
	operations: readonly Operation[];
	/** The operation that a new node starts with. */
	default: string;
}

/** Where a field is used: under which resource and operation. */
interface Use {
	name: string;
	field: Field;
	at: Array<{ resource?: string; operation: string }>;
}

/** The fields as n8n wants them: resource and operation first, then each operation's own, shown only for it. */
export function propertiesOf(groups: readonly OperationGroup[]): INodeProperties[] {
	const [only] = groups;
	if (groups.length === 1 && only?.resource === undefined && only?.operations.length === 1)
		return plainProperties(only.operations[0]?.fields ?? {});
	return [
		...resourceField(groups),
		...groups.map(operationField),
		...uses(groups).flatMap((use) => shownWhereUsed(use, groups)),
	];
}

/** Fields without operations around them, as a trigger has them. */
export const plainProperties = (fields: Fields): INodeProperties[] =>
	Object.entries(fields).flatMap(([name, field]) =>
		byVersion({ ...field.property, name, ...displayOptions({}, field) }, field),
	);

function resourceField(groups: readonly OperationGroup[]): INodeProperties[] {
	const resources = groups.flatMap(({ resource }) => (resource ? [resource] : []));
	if (resources.length === 0) return groups.flatMap(({ about }) => (about ? [hiddenResource(about)] : []));
	const { property } = choice({
		displayName: 'Resource',
		options: resources.map(({ value, label, description }) => ({ name: label, value, description })),
		default: resources[0]?.value ?? '',
	});
	return [{ ...property, name: 'resource', noDataExpression: true }];
}

/** With its one option, so that n8n's panel lists the operations as actions. */
const hiddenResource = ({ value, label }: { value: string; label: string }): INodeProperties => ({
	displayName: 'Resource',
	name: 'resource',
	type: 'hidden',
	noDataExpression: true,
	options: [{ name: label, value }],
	default: value,
});

const operationField = ({ resource, about, operations, default: start }: OperationGroup): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	...ofKind(resource ?? about),
	options: operations
		.map(({ label, value, action, description }): INodePropertyOptions => ({ name: label, value, action, description }))
		.sort((a, b) => alphabetically(a.name, b.name)),
	default: start,
});

const ofKind = (kind?: { value: string }): Pick<INodeProperties, 'displayOptions'> =>
	kind ? { displayOptions: { show: { resource: [kind.value] } } } : {};

/**
 * Each field once: one that several operations share is one on screen. Each operation's fields stay in its order, so a
 * new one stands before the shared one that follows it there.
 */
function uses(groups: readonly OperationGroup[]): Use[] {
	const found: Use[] = [];
	for (const { resource, operations } of groups)
		for (const operation of operations) {
			const at = { ...(resource ? { resource: resource.value } : {}), operation: operation.value };
			let before = found.length;
			for (const [name, field] of Object.entries(operation.fields).reverse()) {
				const known = found.findIndex((use) => use.name === name && use.field === field);
				if (known >= 0) {
					found[known]?.at.push(at);
					before = known;
				} else found.splice(before, 0, { name, field, at: [at] });
			}
		}
	return found;
}

/**
 * The entries of a field. The resource is named only where an operation's value says too little; operations that a
 * field belongs to without exception are not named at all.
 */
function shownWhereUsed({ name, field, at }: Use, groups: readonly OperationGroup[]): INodeProperties[] {
	const all = groups.flatMap(({ operations }) => operations.map(({ value }) => value));
	const entry = (show: NonNullable<IDisplayOptions['show']>): INodeProperties[] =>
		byVersion({ ...field.property, name, ...displayOptions(show, field) }, field);
	if (at.length === all.length) return entry({});
	if (new Set(all).size === all.length) return entry({ operation: at.map(({ operation }) => operation) });
	const resources = [...new Set(at.map(({ resource }) => resource))];
	return resources.flatMap((resource) =>
		entry({
			...(resource === undefined ? {} : { resource: [resource] }),
			operation: at.filter((use) => use.resource === resource).map(({ operation }) => operation),
		}),
	);
}

/** A field that starts with something else in later versions of the node is one field a version. */
function byVersion(property: INodeProperties, { since }: Field): INodeProperties[] {
	if (!since) return [property];
	const versions = { '@version': [...since.versions] };
	const { show, hide } = property.displayOptions ?? {};
	return [
		{ ...property, displayOptions: { ...(show ? { show } : {}), hide: { ...hide, ...versions } } },
		{
			...property,
			default: since.default,
			displayOptions: { show: { ...show, ...versions }, ...(hide ? { hide } : {}) },
		},
	];
}

function displayOptions(
	show: NonNullable<IDisplayOptions['show']>,
	{ when, unless }: Field,
): Pick<INodeProperties, 'displayOptions'> {
	const conditions = { ...show, ...when };
	const options: IDisplayOptions = {
		...(Object.keys(conditions).length > 0 ? { show: conditions } : {}),
		...(unless ? { hide: { ...unless } } : {}),
	};
	return Object.keys(options).length > 0 ? { displayOptions: options } : {};
}
