import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { meant } from '../../../../nodes/kit/field';
import { fieldNames, fieldPicker, loadFields, searchFields } from '../../../../nodes/pickers/field';

// Metadata fields, as they are picked in the editor and as an expression names them.
const fields = [
	{ name: 'title', type: 'string', origin: 'VX', system: 'true' },
	{ name: 'station_rights', type: 'string-exact', origin: 'VX', system: 'false' },
	{ name: 'Station_airdate', type: 'date', origin: 'VX', system: 'false' },
];

/** What n8n gives a list in the editor; VidiCore answers this. */
const editor = (body: unknown) =>
	({
		getCurrentNodeParameter: () => undefined,
		getNode: () => ({ name: 'VidiCore', type: 'vidiCore', parameters: {} }),
		getCredentials: () => Promise.resolve({ baseUrl: 'http://mam.example.org' }),
		helpers: {
			httpRequestWithAuthentication: () =>
				Promise.resolve({ statusCode: 200, headers: {}, body: JSON.stringify(body) }),
		},
	}) as unknown as ILoadOptionsFunctions;

test('the station’s own fields stand first, with their types; they are found by any part of the name', async () => {
	expect(await loadFields.call(editor({ field: fields }))).toEqual([
		{ name: 'Station_airdate (date)', value: 'Station_airdate' },
		{ name: 'station_rights (string-exact)', value: 'station_rights' },
		{ name: 'title (string)', value: 'title' },
	]);
	const { results } = await searchFields.call(editor({ field: fields }), 'RIGHTS');
	expect(results.map(({ value }) => value)).toEqual(['station_rights']);
});

test.each([{}, { field: 'title' }, { field: [{ type: 'string' }] }])(
	'an answer without the list is an error: %j',
	async (answer) => {
		await expect(loadFields.call(editor(answer))).rejects.toThrow(/answer is not the list of metadata fields/);
	},
);

test.each([['title'], [{ __rl: true, mode: 'id', value: ' title ' }]])('%j is a field', (raw) => {
	expect(meant(fieldPicker, raw)).toBe('title');
});

test.each(['', null, undefined, ['title'], 'two words', 'title,created', 'title:other', 'a/b'])('%j is none', (raw) => {
	expect(() => meant(fieldPicker, raw)).toThrow(/is empty|not the name of a field/);
});

test.each([
	[
		['title', 'created', 'title'],
		['title', 'created'],
	],
	['title, created', ['title', 'created']],
	['', []],
	[null, []],
])('%j are the fields %j', (raw, names) => {
	expect(meant(fieldNames, raw)).toEqual(names);
});
