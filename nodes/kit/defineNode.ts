import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { comingOut } from './comingOut';
import { fewRows } from './fewRows';
import { mergeMethods, methodsOf } from './fields/grouped';
import { cancelSignal, showHint } from './n8nFunctions';
import type { Call, Operation } from './operation';
import { propertiesOf, type OperationGroup } from './properties';
import { runItemsMade, runItemsTogether } from './runItems';
import { credentialName, vidiCore } from './vidiCore';

interface NodeDefinition {
	/** Saved in users' workflows. */
	name: string;
	/** Without "VidiCore", which is put in front. */
	title: string;
	description: string;
	/**
	 * An expression for the line under the node's name, "What is done: what it is about", as that of all our nodes;
	 * made from operation and resource when not given.
	 */
	subtitle?: string;
	/** The VidiCore credential alone when not given. */
	credentials?: INodeCredentialDescription[];
	methods?: Pick<NonNullable<INodeType['methods']>, 'credentialTest'>;
	/** What is special about this node in n8n's own terms. */
	more?: Partial<INodeTypeDescription>;
}

/** A node with one operation, with several, or with several for each kind of thing. */
type What = { operation: Operation } | Omit<OperationGroup, 'resource'> | { resources: readonly OperationGroup[] };

/** A node that says itself what it can do and what comes out; documentation and tests are made from that. */
export interface DefinedNode extends INodeType {
	operationGroups: readonly OperationGroup[];
}

/**
 * Makes a node's class out of the explicit list of its operations: what n8n shows, and what it runs. A class of its own
 * extends it under the name that n8n looks for:   export class ManageFaces extends defineNode({ … }) {}
 */
export function defineNode(definition: NodeDefinition & What): new () => DefinedNode {
	const groups = groupsOf(definition);
	const operations = groups.flatMap((group) => group.operations);
	const description = describe(definition, groups);
	const methods = {
		...mergeMethods(operations.map(({ fields }) => methodsOf(fields))),
		...definition.methods,
	};
	return class implements DefinedNode {
		operationGroups = groups;

		description = description;

		methods = Object.keys(methods).length > 0 ? methods : undefined;

		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const chosen = chosenOperation(this, groups);
			const { run, runAll, pace } = chosen;
			const loop = pace === 'together' ? runItemsTogether : runItemsMade;
			const outputs = runAll
				? await runAll(this)
				: await loop(this, async (item) => (run ? await run(callOf(this, item)) : []));
			return fewRows(this, outputs).map((items) => comingOut(this, items));
		}
	};
}

function groupsOf(definition: What): readonly OperationGroup[] {
	if ('resources' in definition) return definition.resources;
	if ('operations' in definition) return [definition];
	return [{ operations: [definition.operation], default: definition.operation.value }];
}

function describe(definition: NodeDefinition, groups: readonly OperationGroup[]): INodeTypeDescription {
	const { name, title, description, credentials, more } = definition;
	return {
		displayName: title === 'VidiCore' ? title : `VidiCore ${title}`,
		name,
		icon: { light: `file:../../icons/${name}.svg`, dark: `file:../../icons/${name}.dark.svg` },
		group: ['transform'],
		version: 1,
		subtitle: definition.subtitle ?? subtitleOf(groups),
		description,
		defaults: { name: title },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentials ?? [{ name: credentialName, required: true }],
		properties: propertiesOf(groups),
		...more,
	};
}

/** A title as the words of a sentence; a name with capitals inside (ResourceDocument) stays as it is. */
const inASentence = (title: string): string =>
	title.replace(/(?<= )[A-Z](?=[a-z]*(?![A-Za-z]))/g, (letter) => letter.toLowerCase());

/** The operation in words, and the kind of thing that it is about: "Get many: item". */
export function subtitleOf(groups: readonly OperationGroup[]): string {
	const words = groups.flatMap(({ resource, about, operations }) =>
		operations.map(({ value, label }) => [
			[resource?.value, value].filter(Boolean).join(':'),
			[inASentence(label), (resource ?? about)?.label.toLowerCase()].filter(Boolean).join(': ').replace(/"/g, '”'),
		]),
	);
	const key = groups.some(({ resource }) => resource)
		? '$parameter["resource"] + ":" + $parameter["operation"]'
		: '$parameter["operation"]';
	return `={{ (${JSON.stringify(Object.fromEntries(words))})[${key}] }}`;
}

/** What the user chose; it is the same for all items, n8n takes no expressions there. */
function chosenOperation(context: IExecuteFunctions, groups: readonly OperationGroup[]): Operation {
	const [first] = groups;
	const group = groups.find(
		({ resource }) => resource && resource.value === context.getNodeParameter('resource', 0, first?.resource?.value),
	);
	const { operations = [], default: start = '' } = group ?? first ?? {};
	const [only] = operations;
	if (operations.length === 1 && only && !group) return only;
	const value = context.getNodeParameter('operation', 0, start);
	const chosen = operations.find((operation) => operation.value === value);
	if (chosen) return chosen;
	throw new NodeOperationError(context.getNode(), `There is no operation "${String(value)}"`, {
		description: `Choose one from the list: ${operations.map(({ label }) => label).join(', ')}.`,
	});
}

/** What an operation may use, for that input item. */
export function callOf(context: IExecuteFunctions, item: number): Call {
	return {
		context,
		item,
		vidiCore: async () => await vidiCore(context),
		signal: cancelSignal(context),
		hint: (message, type) => showHint(context, message, type),
	};
}
