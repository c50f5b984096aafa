import type { IBinaryKeyData } from 'n8n-workflow';
import { choice } from '../../kit/fields/plain';
import type { Call } from '../../kit/operation';

/** In which form pictures are wanted. */
export const pictureAs = choice({
	displayName: 'Output',
	options: [
		{ name: 'File', value: 'file', description: 'As binary data in the field "data"' },
		{ name: 'File and Link', value: 'both' },
		{
			name: 'Link',
			value: 'link',
			description: 'An address that works without a login: whoever has it can see the picture',
		},
	],
	default: 'file',
});

/** The picture as a file of n8n. */
export const pictureFile = async (
	{ context }: Pick<Call, 'context'>,
	bytes: Uint8Array,
	fileName: string,
	mimeType: string,
): Promise<IBinaryKeyData> => ({
	data: await context.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType),
});
