import { defineNode } from '../../../../nodes/kit/defineNode';
import { showWhen, type Fields } from '../../../../nodes/kit/field';
import { options } from '../../../../nodes/kit/fields/grouped';
import { picker } from '../../../../nodes/kit/fields/picker';
import { choice, number, text } from '../../../../nodes/kit/fields/plain';
import { operation, RowWithFiles } from '../../../../nodes/kit/operation';
import { runNode } from '../../../support/engine';

const face = picker(
	{ searchFaces: () => Promise.resolve({ results: [] }) },
	{ displayName: 'Face', description: 'A face' },
);
const say = (value: string, label: string, fields: Fields = {}) =>
	operation({
		value,
		label,
		action: `${label} a face`,
		description: label,
		fields: { faceId: face, ...fields },
		outputs: { said: 'What was asked for' },
		run: (values) => Promise.resolve({ said: `${value} ${values.faceId}` }),
	});

class Faces extends defineNode({
	name: 'faces',
	title: 'Faces',
	description: 'Faces',
	credentials: [],
	resources: [
		{
			resource: { value: 'face', label: 'Face', description: 'A face' },
			default: 'rename',
			operations: [say('rename', 'Rename', { newName: text({ displayName: 'New Name' }) }), say('delete', 'Delete')],
		},
		{
			resource: { value: 'picture', label: 'Picture', description: 'A picture' },
			default: 'add',
			operations: [
				say('add', 'Add', {
					from: choice({ displayName: 'From', options: [{ name: 'URL', value: 'url' }], default: 'url' }),
					url: showWhen(text({ displayName: 'URL' }), { from: ['url'] }),
					options: options({ limit: number({ displayName: 'Limit', default: 50 }) }),
				}),
				say('remove', 'Delete'),
			],
		},
	],
}) {}

const shown = (node = new Faces()) =>
	node.description.properties.map(({ name, displayOptions }) => [name, displayOptions?.show]);

describe('a node made of operations', () => {
	it('shows resource and operation first, then each field where it belongs', () => {
		expect(shown()).toEqual([
			['resource', undefined],
			['operation', { resource: ['face'] }],
			['operation', { resource: ['picture'] }],
			['faceId', undefined],
			['newName', { operation: ['rename'] }],
			['from', { operation: ['add'] }],
			['url', { operation: ['add'], from: ['url'] }],
			['options', { operation: ['add'] }],
		]);
	});

	it('names the resource where two of them have an operation of the same name', () => {
		class Twice extends defineNode({
			name: 'twice',
			title: 'Twice',
			description: 'Twice',
			resources: ['item', 'collection'].map((value) => ({
				resource: { value, label: value, description: value },
				default: 'get',
				operations: [say('get', 'Get'), say('delete', 'Delete', { name: text({ displayName: 'Name' }) })],
			})),
		}) {}
		expect(shown(new Twice()).slice(3)).toEqual([
			['faceId', undefined],
			['name', { resource: ['item'], operation: ['delete'] }],
			['name', { resource: ['collection'], operation: ['delete'] }],
		]);
	});

	it('keeps the order of each operation’s fields around one that is shared', () => {
		const shared = text({ displayName: 'Shared' });
		const own = text({ displayName: 'Own' });
		class Ordered extends defineNode({
			name: 'ordered',
			title: 'Ordered',
			description: 'Ordered',
			default: 'a',
			operations: [say('a', 'A', { first: own, shared, last: own }), say('b', 'B', { other: own, shared })],
		}) {}
		const names = shown(new Ordered()).map(([name]) => name);
		expect(names).toEqual(['operation', 'faceId', 'first', 'other', 'shared', 'last']);
	});

	it('brings the lists of its pickers', () => {
		expect(Object.keys(new Faces().methods?.listSearch ?? {})).toEqual(['searchFaces']);
	});

	it('has no choice of operations when there is one', () => {
		class One extends defineNode({ name: 'one', title: 'One', description: 'One', operation: say('get', 'Get') }) {}
		expect(shown(new One())).toEqual([['faceId', undefined]]);
	});

	it('runs the operation that was chosen, for each item, and pairs what comes out', async () => {
		const { outputs } = await runNode(
			new Faces(),
			{ resource: 'picture', operation: 'add', faceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			[{ id: 'VX-1' }, { id: 'VX-2' }],
			{},
		);
		expect(outputs).toEqual([
			[
				expect.objectContaining({ json: { said: 'add VX-1' }, pairedItem: { item: 0 } }),
				expect.objectContaining({ json: { said: 'add VX-2' }, pairedItem: { item: 1 } }),
			],
		]);
	});

	it('lets one item fail alone when the user wants that', async () => {
		const { outputs } = await runNode(
			new Faces(),
			{ resource: 'face', operation: 'rename', faceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			[{ id: '' }, { id: 'VX-2' }],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ error: '"Face" is empty' }),
			{ said: 'rename VX-2' },
		]);
	});

	it('outputs several rows and files', async () => {
		class Files extends defineNode({
			name: 'files',
			title: 'Files',
			description: 'Files',
			credentials: [],
			operation: operation({
				value: 'get',
				label: 'Get',
				action: 'Get files',
				description: 'Get',
				fields: {},
				outputs: { name: 'Its name' },
				run: () =>
					Promise.resolve([
						{ name: 'plain' },
						new RowWithFiles({ name: 'file' }, { data: { data: 'YQ==', mimeType: 'text/plain' } }),
					]),
			}),
		}) {}
		const { outputs } = await runNode(new Files(), {}, [{}], {});
		expect(outputs[0]?.map(({ json, binary }) => [json.name, binary?.data?.mimeType])).toEqual([
			['plain', undefined],
			['file', 'text/plain'],
		]);
	});
});
