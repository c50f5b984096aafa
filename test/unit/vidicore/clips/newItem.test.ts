import { readExportLocations } from '../../../../vidicore/clips/exportLocations';
import { itemOfConform } from '../../../../vidicore/clips/itemOfConform';
import { relateToSources } from '../../../../vidicore/clips/relations';
import { answeringVidiCore, ok, type Answer } from '../../../support/answeringVidiCore';

const job = (state: string, item?: string): Answer =>
	ok({ jobId: 'VX-9', status: state, data: item === undefined ? [] : [{ key: 'item', value: item }] });

describe('the item that a conform makes', () => {
	test('is named by its job a moment later', async () => {
		const { http } = answeringVidiCore((_, now) => (now < 600 ? job('READY') : job('STARTED', 'VX-10')));
		expect(await itemOfConform(http, 'VX-9')).toBe('VX-10');
	});

	test.each([
		['a job that has failed', job('FAILED_TOTAL'), 1],
		['a job that never says it', job('STARTED'), 4],
	])('is not known of %s', async (_, answer, looks) => {
		const { http, requests } = answeringVidiCore(() => answer);
		expect(await itemOfConform(http, 'VX-9')).toBeUndefined();
		expect(requests).toHaveLength(looks);
	});
});

test('relations that VidiCore has made already are not made again', async () => {
	const relation = [{ id: 'VX-77', direction: { source: 'VX-1', type: 'D', target: 'VX-10' }, value: [] }];
	const { http, requests } = answeringVidiCore(({ method }) => (method === 'GET' ? ok({ relation }) : ok('')));
	await relateToSources(http, 'VX-10', ['VX-1', 'VX-2', 'VX-2']);
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /API/item/VX-10/relation?direction=T',
		'POST /API/item/VX-2/relation/VX-10?direction=S&allowDuplicate=false&type=conform',
	]);
});

test('export locations are read without their addresses', async () => {
	const exportLocation = [{ name: 'On air', uri: 'ftp://user:open-sesame@x/', tag: ['__mp4'] }, { name: 'Press' }];
	const { http } = answeringVidiCore(() => ok({ exportLocation }));
	expect(await readExportLocations(http)).toEqual([
		{ name: 'On air', tags: ['__mp4'] },
		{ name: 'Press', tags: [] },
	]);
});
