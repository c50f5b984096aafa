import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from '../kit/errors';
import { FormatError, type FileFormat } from '../../faces/formats/fileFormat';

interface FileContent<Row, Settings> {
	/** Without extension. */
	name: string;
	format: FileFormat<Row, Settings>;
	rows: readonly Row[];
	settings: Settings;
}

/** Rows as a file that n8n keeps. Rejects with a UserError when these rows cannot be written so. */
export async function writtenFile<Row, Settings>(
	context: IExecuteFunctions,
	{ name, format: { extension, mimeType, write }, rows, settings }: FileContent<Row, Settings>,
): Promise<{ fileName: string; binary: IBinaryData }> {
	const fileName = `${name}.${extension}`;
	const written = await bytes(() => write(rows, settings));
	return { fileName, binary: await context.helpers.prepareBinaryData(written, fileName, mimeType) };
}

async function bytes(write: () => string | Promise<Uint8Array>): Promise<Buffer> {
	let problem: FormatError;
	try {
		const written = await write();
		return typeof written === 'string' ? Buffer.from(written, 'utf8') : Buffer.from(written);
	} catch (error) {
		problem = error instanceof FormatError ? error : new FormatError(String(error), otherwise);
	}
	throw new UserError(problem.message, problem.advice);
}

const otherwise = 'Try another kind of file.';
