import { fileFields } from '../../../../nodes/GetFaceTimespans/fileFields';
import { fileFormats, type FileFormatName } from '../../../../nodes/GetFaceTimespans/fileFormats';
import { fileSettings } from '../../../support/fileSettings';
import { hostileCast } from '../../../support/hostileCast';
import { seen } from '../../../support/seen';

jest.mock('write-excel-file/universal', () => {
	throw new Error('the library for Excel is loaded');
});
jest.mock('@resvg/resvg-js', () => {
	throw new Error('the library for PNG is loaded');
});

test('every kind of file is an option of the node, by the alphabet, and told by its extension', () => {
	const choices = (fileFields.fileFormat.property.options ?? []) as Array<{ name: string; value: string }>;
	expect(choices.map(({ value }) => value).sort()).toEqual(Object.keys(fileFormats).sort());
	const names = choices.map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
	expect(new Set(names).size).toBe(names.length);
	for (const { extension } of Object.values(fileFormats)) expect(names.join()).toContain(`(.${extension})`);
});

test('the large libraries are loaded when their file is asked for, and not before', async () => {
	const cast = seen({ person: 'Ada', start: '0@PAL', end: '1@PAL' });
	for (const name of ['csv', 'svg', 'html'] as const)
		expect(fileFormats[name].write(cast, fileSettings)).toContain('Ada');
	await expect(fileFormats.xlsx.write(cast, fileSettings)).rejects.toThrow('Excel is loaded');
	await expect(fileFormats.png.write(cast, fileSettings)).rejects.toThrow('PNG is loaded');
});

test('JSON has people and appearances', () => {
	expect(JSON.parse(fileFormats.json.write(hostileCast, fileSettings) as string)).toMatchObject({
		itemId: 'VX-1',
		appearances: JSON.parse(JSON.stringify(hostileCast)) as unknown,
		people: expect.any(Array),
	});
});

test('nobody at all is a file of each kind as well', () => {
	for (const name of Object.keys(fileFormats) as FileFormatName[])
		if (name !== 'png' && name !== 'xlsx') expect(typeof fileFormats[name].write([], fileSettings)).toBe('string');
});
