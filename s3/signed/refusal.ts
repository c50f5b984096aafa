import type { HttpAnswer } from '../calls';
import type { S3Refusal } from '../refusals';
import { readDocument, textAt } from './document';

/** An answer that is none of what was asked for, told as the AWS SDK tells it. */
export class Refused extends Error implements S3Refusal {
	readonly $metadata: { httpStatusCode: number };
	readonly $response: { headers: Record<string, string> };
	readonly Region?: string;

	/** `status`: what the answer counts as, where that is not its own. */
	constructor({ status, headers, body }: HttpAnswer, as = status) {
		const error = readDocument(body);
		const said = (name: string) => textAt(error?.content, name) ?? textAt(error?.content, 'Error', name);
		super(said('Message') ?? '');
		// The SDK's words: an answer that cannot be read is an Error.
		this.name = said('Code') || (body.trim() !== '' && error === undefined ? 'Error' : 'Unknown');
		this.Region = said('Region');
		this.$metadata = { httpStatusCode: as };
		this.$response = { headers };
	}
}

/** S3 may notice only while it answers that it cannot: then an error comes with status 200 (AWS: 200 with an error). */
export const failedUnderWay = ({ body }: HttpAnswer): boolean => body.trimEnd().endsWith('</Error>');
