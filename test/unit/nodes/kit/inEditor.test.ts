import type { ILoadOptionsFunctions, INode } from 'n8n-workflow';
import { UserError } from '../../../../nodes/kit/errors';
import { advising } from '../../../../nodes/kit/fields/inEditor';
import { picker } from '../../../../nodes/kit/fields/picker';
import { VidiCoreError } from '../../../../vidicore/errors';

const node: INode = { id: 'n', name: 'Node', type: 'n', typeVersion: 1, position: [0, 0], parameters: {} };
const editor = { getNode: () => node } as unknown as ILoadOptionsFunctions;

describe('a list in the editor that cannot be had', () => {
	test('says what to do in its message, because n8n shows nothing else there', async () => {
		const refused = new VidiCoreError(
			'VidiCore refuses the login (401)',
			{ kind: 'notAuthorized' },
			{
				method: 'GET',
				path: '/API/item',
			},
		);
		const { search } = advising({ search: () => Promise.reject(refused) });
		await expect(search?.call(editor)).rejects.toThrow(
			/^VidiCore refuses the login \(401\)\. .*Check the user name and password/,
		);
	});

	test('is so for every picker', async () => {
		const search = () => Promise.reject(new UserError('Nothing there.', 'Make one.'));
		const { methods } = picker({ search }, { displayName: 'Thing', description: '' });
		await expect(methods?.listSearch?.search?.call(editor)).rejects.toThrow('Nothing there. Make one.');
	});

	test('and one that can be had is handed on, with what was typed', async () => {
		const { search } = advising({ search: (typed: string, token?: string) => Promise.resolve([typed, token]) });
		expect(await search?.call(editor, 'news', '51')).toEqual(['news', '51']);
	});
});
