/** An answer S3 gives instead of doing what was asked. `details` become further elements of the error document. */
export class S3Error extends Error {
	constructor(
		readonly code: string,
		readonly status: number,
		message: string,
		readonly details: Record<string, string> = {},
	) {
		super(message);
	}
}

export const accessDenied = (message = 'Access Denied') => new S3Error('AccessDenied', 403, message);
export const invalidArgument = (message: string) => new S3Error('InvalidArgument', 400, message);
export const invalidRequest = (message: string) => new S3Error('InvalidRequest', 400, message);
export const malformedXml = () =>
	new S3Error(
		'MalformedXML',
		400,
		'The XML you provided was not well-formed or did not validate against our published schema',
	);
export const malformedPolicy = (message: string) => new S3Error('MalformedPolicy', 400, message);
export const noSuchBucket = (name: string) =>
	new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: name });
export const noSuchKey = (key: string) =>
	new S3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });
export const notImplemented = (what: string) =>
	new S3Error('NotImplemented', 501, `This S3 server does not know ${what}; it covers only what this project uses.`);
