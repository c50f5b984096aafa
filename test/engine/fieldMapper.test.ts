import type { ResourceMapperFields } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { editorOf } from '../support/editor';
import { openNodeWorld, type NodeWorld } from '../support/nodeWorld';

// What the editor is given for the form of metadata fields.
let at: NodeWorld;
beforeEach(async () => {
	at = await openNodeWorld({ bare: true });
});
afterEach(() => at.close());

const context = (type: VidiCore) => editorOf(at.credentials, type);
const form = async (method: string): Promise<ResourceMapperFields['fields']> => {
	const node = new VidiCore();
	return (await node.methods?.resourceMapping?.[method]?.call(context(node)))?.fields ?? [];
};

test('each field has the form of its type, and its choices', async () => {
	const fields = await form('mapFields');
	const typeOf = (name: string) => fields.find(({ id }) => id === name)?.type;
	expect(['station_description', 'station_tape', 'station_episode', 'station_rating'].map(typeOf)).toEqual([
		...['string', 'string', 'number', 'number'],
	]);
	expect(['station_airdate', 'station_archived', 'station_bestMoment', 'station_desk'].map(typeOf)).toEqual([
		...['dateTime', 'boolean', 'string', 'options'],
	]);
	expect(fields.find(({ id }) => id === 'station_desk')?.options).toEqual([
		{ name: 'News', value: 'news' },
		{ name: 'Sport', value: 'sport' },
		{ name: 'Culture & Arts', value: 'culture' },
	]);
	expect(at.world.vidiCore.requests).toHaveLength(1);
});

test('the title is shown, the station’s fields follow, those that VidiCore fills come last, read-only', async () => {
	const fields = await form('mapFields');
	expect(fields.filter(({ removed }) => !removed).map(({ id }) => id)).toEqual(['title']);
	expect(fields[0]?.id).toBe('title');
	const firstReadOnly = fields.findIndex(({ readOnly }) => readOnly);
	expect(fields.slice(firstReadOnly).every(({ readOnly }) => readOnly)).toBe(true);
	expect(fields.slice(firstReadOnly)).toContainEqual(
		expect.objectContaining({ id: 'durationSeconds', displayName: 'durationSeconds (read-only)' }),
	);
	expect((await form('mapFieldsButTitle')).map(({ id }) => id)).toEqual(fields.slice(1).map(({ id }) => id));
});

test('names of people go into a field for text that others may write', async () => {
	const node = new ManageFaces();
	const { results } = (await node.methods?.listSearch?.searchTextFields?.call(context(node), 'station')) ?? {};
	const names = results?.map(({ value }) => value) ?? [];
	expect(names).toContain('station_persons');
	expect(names).not.toContain('station_episode');
	const all = (await node.methods?.listSearch?.searchTextFields?.call(context(node)))?.results ?? [];
	expect(all.map(({ value }) => value)).not.toContain('originalFormat');
});
