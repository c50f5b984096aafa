import {
	Workflow,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import type { DefinedNode } from '../../../nodes/kit/defineNode';
import { shippedNodes } from '../../support/contract';

type Parameters = Record<string, string | number>;

let nodes: INodeType[];
beforeAll(async () => {
	nodes = await shippedNodes();
});

/** What a user may have chosen of the fields that the subtitle looks at, each value of a list once. */
function choices({ description: { subtitle = '', properties } }: INodeType): Parameters[] {
	const names = new Set([...subtitle.matchAll(/\$parameter\["(\w+)"\]/g)].map(([, name = '']) => name));
	return [...names].reduce<Parameters[]>(
		(all, name) =>
			all.flatMap((chosen) =>
				valuesOf(
					properties.filter((property) => property.name === name),
					chosen,
				).map((value) => ({ ...chosen, [name]: value })),
			),
		[{}],
	);
}

function valuesOf(properties: INodeProperties[], chosen: Parameters): Array<string | number> {
	const { resource } = chosen;
	const shown = properties.filter(
		({ displayOptions }) => resource === undefined || (displayOptions?.show?.resource?.includes(resource) ?? true),
	);
	const listed = shown.flatMap(({ options = [] }) => options.map((option) => (option as INodePropertyOptions).value));
	return listed.length > 0 ? (listed as string[]) : [(shown[0]?.default as string) || 'typed'];
}

/** The line under the node's name, as n8n makes it. */
function subtitle(type: INodeType, parameters: Parameters): unknown {
	const { description } = type;
	const node = { id: 'n', name: 'N', type: description.name, typeVersion: 1, position: [0, 0] as [number, number] };
	const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const all = { nodes: [{ ...node, parameters }], connections: {}, active: false, nodeTypes };
	const shown = new Workflow(all).getNode('N');
	if (!shown) throw new Error('n8n does not know the node');
	return new Workflow(all).expression.getSimpleParameterValue(shown, description.subtitle, 'internal', {});
}

test('each subtitle says what is done and what it is about, whatever is chosen', () => {
	expect(nodes).toHaveLength(13);
	for (const type of nodes)
		for (const chosen of choices(type))
			expect([type.description.name, subtitle(type, chosen)]).toEqual([
				type.description.name,
				expect.stringMatching(/^[A-Z][a-z-]+(?:,? (?:[a-z]+|ResourceDocument))*: [a-z][^:{}]*$/),
			]);
});

test('no two choices of a node have the same subtitle', () => {
	for (const type of nodes) {
		const all = choices(type).map((chosen) => subtitle(type, chosen));
		expect([type.description.name, all.length - new Set(all).size]).toEqual([type.description.name, 0]);
	}
});

test('each action is one sentence without a full stop, that of its operation alone', () => {
	const actions = nodes.flatMap((type) =>
		((type as Partial<DefinedNode>).operationGroups ?? []).flatMap(({ operations }) =>
			operations.map(({ action }) => action),
		),
	);
	expect(actions.length).toBeGreaterThan(40);
	expect(new Set(actions).size).toBe(actions.length);
	for (const action of actions) expect(action).toMatch(/^[A-Z][a-z]+(?: [a-z]+)+$/);
});

/** All that is written on the screens of a node. */
function wordsOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(wordsOf);
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		['displayName', 'name', 'description', 'action', 'placeholder', 'hint'].includes(name) && typeof inner === 'string'
			? [inner]
			: wordsOf(inner),
	);
}

test('one spelling, that of n8n, and no word twice', () => {
	const british =
		/\b(?:analys(?:e|ed|er|ing)\b|recognis|neighbour|organis|colour|behaviour|favourite|centre|licence|metre)/i;
	for (const words of nodes.flatMap(({ description }) => wordsOf(description))) {
		expect(words).not.toMatch(british);
		expect(words).not.toMatch(/\b(\w+) \1\b| {2}|\s$|^\s/);
	}
});

test('descriptions of nodes and operations begin with a capital letter and do not end with a full stop', () => {
	const whole = /^[A-Z].*[^.]$|^[A-Z].*\. [A-Z].*\.$/s;
	for (const type of nodes) {
		expect(type.description.description).toMatch(whole);
		for (const { operations } of (type as Partial<DefinedNode>).operationGroups ?? [])
			for (const { description } of operations) expect(description).toMatch(whole);
	}
});
