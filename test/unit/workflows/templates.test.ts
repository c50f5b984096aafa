import type { INode } from 'n8n-workflow';
import { loadScenario } from '../../../tools/emulator/scenario';
import { workflowFiles } from '../../../tools/lab';
import type { WorkflowFile } from '../../../tools/lab/n8nRest';

// What somebody gets who takes one of the workflows: nothing of the demo's, and notes that say what to change.
const files = Object.entries(workflowFiles());
const isNote = ({ type }: INode) => type.endsWith('.stickyNote');
const notesOf = ({ nodes }: WorkflowFile) => nodes.filter(isNote);
const doersOf = ({ nodes }: WorkflowFile) => nodes.filter((node) => !isNote(node));

/** All texts in parameters, however deep, with the names on the way to them. */
const textsIn = (value: unknown, path = ''): Array<[path: string, text: string]> => {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`));
};

describe.each(files)('%s', (file, workflow) => {
	const doers = doersOf(workflow);
	const notes = notesOf(workflow);

	test('has the id that n8n’s command line wants, a name, and wires that lead somewhere', () => {
		expect(workflow.id).toBe(`vidicore-${file.replace('.json', '')}`);
		expect(workflow.id?.length).toBeLessThanOrEqual(36);
		expect(workflow.name).toMatch(/^VidiCore: /);
		const names = workflow.nodes.map(({ name }) => name);
		const ends = Object.entries(workflow.connections).flatMap(([from, outputs]) => [
			from,
			...[...JSON.stringify(outputs).matchAll(/"node":"([^"]+)"/g)].map(([, to = '']) => to),
		]);
		expect(ends.filter((name) => !names.includes(name))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	});

	test('holds nothing of the demo or of whoever made it', () => {
		const { people, storage, videos } = loadScenario();
		const theirs = [storage.bucket, 'demo-', ...people.map(({ name }) => name), ...videos.map(({ title }) => title)];
		const found = doers.flatMap(({ name, parameters }) =>
			textsIn(parameters)
				.filter(([, text]) => !/^e\.g\. |\$fromAI\(/.test(text))
				.filter(([, text]) => theirs.some((one) => text.includes(one)) || /\b[A-Z]{2}-\d+\b/.test(text))
				.map(([path, text]) => `${name}${path}: ${text}`),
		);
		expect(found).toEqual([]);
		expect(workflow.pinData).toBeUndefined();
		expect(workflow.nodes.flatMap(({ credentials }) => Object.keys(credentials ?? {}))).toEqual([]);
	});

	test('names in its notes each node in which something has to be chosen', () => {
		const words = notes.map(({ parameters }) => String(parameters.content)).join('\n');
		const toChoose = doers.filter(hasToBeChosen).map(({ name }) => name);
		expect(toChoose.filter((name) => !words.includes(`*${name}*`))).toEqual([]);
	});

	test('has notes that begin with what they are about, with room for their words', () => {
		expect(notes.length).toBeGreaterThan(0);
		const cramped = notes.filter((note) => {
			const above = doers.filter((node) => within(node, note)).map(({ position: [, y] }) => y - note.position[1]);
			return textHeight(note) > Math.min(heightOf(note), ...above);
		});
		expect(cramped.map(({ name }) => name)).toEqual([]);
		for (const { parameters } of notes) expect(parameters.content).toMatch(/^## [A-Z][^\n]+\n[^]{40}/);
	});

	test('has nothing that lies on something else', () => {
		const crossing = (some: INode[], others: INode[], lies: (a: INode, b: INode) => boolean) =>
			some.flatMap((a, index) =>
				(some === others ? others.slice(index + 1) : others).flatMap((b) => (lies(a, b) ? [`${a.name} on ${b.name}`] : [])),
			);
		expect(crossing(notes, notes, overlap)).toEqual([]);
		expect(crossing(doers, doers, overlap)).toEqual([]);
		expect(crossing(doers, notes, (node, note) => overlap(labelled(node), note) && !within(node, note))).toEqual([]);
	});
});

/** Whether a node waits for its user: an empty list, text or picker, or a credential that a workflow cannot bring. */
function hasToBeChosen({ type, parameters }: INode): boolean {
	if (/\.(lmChat\w+|mcpTrigger)$/.test(type)) return true;
	return textsIn(parameters).some(
		([path, text]) =>
			(text === '' && /(\.value|\.bucket|\.resourceDocument|\.persons)$/.test(path)) || text === '{ "itemIds": [] }',
	);
}

const widthOf = ({ parameters }: Pick<INode, 'parameters'>): number => Number(parameters.width ?? 100);
const heightOf = ({ parameters }: Pick<INode, 'parameters'>): number => Number(parameters.height ?? 100);

/** A node with the lines under it, which are wider. */
const labelled = (node: INode): INode => {
	const [x, y] = node.position;
	return { ...node, position: [x - 40, y], parameters: { width: 180, height: 160 } };
};

function overlap(a: INode, b: INode): boolean {
	const apart = (axis: 0 | 1, size: (node: INode) => number) =>
		a.position[axis] + size(a) <= b.position[axis] || b.position[axis] + size(b) <= a.position[axis];
	return !apart(0, widthOf) && !apart(1, heightOf);
}

const within = (node: INode, note: INode): boolean =>
	([0, 1] as const).every((axis) => {
		const size = axis === 0 ? widthOf : heightOf;
		return (
			node.position[axis] >= note.position[axis] &&
			node.position[axis] + size(node) <= note.position[axis] + size(note)
		);
	});

/** How much room the words take, in the editor's letters of 14 px: a heading, paragraphs, and the edge around them. */
function textHeight(note: INode): number {
	const [, ...paragraphs] = String(note.parameters.content).split('\n');
	const perLine = (widthOf(note) - 32) / 6.8;
	const lines = paragraphs.map((words) => (words === '' ? 0.4 : Math.ceil(words.length / perLine)));
	return 60 + 20 * lines.reduce((sum, count) => sum + count, 0);
}
