import type { IBinaryData } from 'n8n-workflow';
import { UserError } from './errors';
import { text } from './fields/plain';
import type { Call } from './operation';

/** n8n's usual field for a file of the input item. */
export const binaryField = text({
	displayName: 'Input Binary Field',
	default: 'data',
	required: true,
	hint: 'The name of the input binary field containing the file to be uploaded',
});

/** What n8n knows of a file of the input item. Throws a UserError when there is none in that field. */
export function inputFile({ context, item }: Call, field: string): IBinaryData {
	const binary = context.getInputData()[item]?.binary?.[field];
	if (binary) return binary;
	throw new UserError(
		`The input has no file in the field "${field}"`,
		'Look at the tab "Binary" of the node before this one for the name of the field.',
	);
}

/** How much of a file is read at once, in bytes. */
const pieceBytes = 2 ** 20;

/**
 * The bytes of a file of the input item, piece by piece where n8n keeps files outside its memory, and in one piece
 * where it does not. May be called several times for the same file.
 */
export async function* piecesOf(
	{ context, item }: Call,
	field: string,
	{ id }: IBinaryData,
): AsyncGenerator<Uint8Array> {
	if (id === undefined) yield await context.helpers.getBinaryDataBuffer(item, field);
	else for await (const piece of await context.helpers.getBinaryStream(id, pieceBytes)) yield piece as Uint8Array;
}
