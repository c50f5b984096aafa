import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { facePage } from '../../vidicore/faces/faceItems';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { page } from './page';

/** People and unknown faces by name. */
export async function searchFaces(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const http = await vidiCore(this);
	const asked = { token: paginationToken, filter, none };
	return await page(
		asked,
		(first, number) => facePage(http, { name: filter }, first, number),
		({ itemId, name, title, method }) => ({
			name: `${name || title || 'Face'}${method ? ` – ${method}` : ''} (${itemId})`,
			value: itemId,
		}),
	);
}

const none =
	'There is no face in this VidiCore yet. An analysis finds unknown ones, and "Add a Picture" of Manage Faces makes a ' +
	'person.';

export const facePicker = picker(
	{ searchFaces },
	{
		displayName: 'Face',
		description:
			'The item of a person or of an unknown face. Unknown faces lie in the collection FoundByFaceAnalysis, unless ' +
			'the analysis was told another.',
	},
);
