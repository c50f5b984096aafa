import type { IBinaryKeyData } from 'n8n-workflow';
import type { Call } from '../kit/operation';

/** The picture as a file of n8n. */
export const pictureFile = async (
	{ context }: Pick<Call, 'context'>,
	bytes: Uint8Array,
	fileName: string,
	mimeType: string,
): Promise<IBinaryKeyData> => ({
	data: await context.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType),
});
