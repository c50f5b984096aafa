import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { pointsTo } from '../../vidicore/redirect';
import { UserError } from '../kit/errors';
import { patience } from '../kit/patience';

const limitSeconds = 60;

/**
 * The picture behind an address, without any credential of ours, and from there only: no redirect is followed. Throws a
 * UserError.
 */
export async function fetchedPicture(context: IExecuteFunctions, url: string): Promise<Uint8Array> {
	const limit = patience(context, limitSeconds * 1000);
	let problem: string;
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: limit.signal,
		})) as { statusCode: number; headers: IDataObject; body: ArrayBuffer };
		if (statusCode >= 200 && statusCode < 300) return Buffer.from(body);
		problem = refusal(statusCode, headers, url);
	} catch (error) {
		problem = limit.isOver()
			? `it did not come within ${limitSeconds} seconds`
			: error instanceof Error
				? error.message
				: String(error);
	} finally {
		limit.end();
	}
	throw new UserError(
		`The picture at ${new URL(url).host} could not be fetched: ${problem}`,
		'Nothing was imported. Check the address, and that n8n may reach it without a login. Or fetch the picture with ' +
			'an HTTP Request node, which can do more, and take it as "Input File".',
	);
}

function refusal(status: number, { location }: IDataObject, url: string): string {
	if (status < 300 || status >= 400) return `the server answered ${status}`;
	const place = pointsTo(typeof location === 'string' ? location : undefined, url);
	return `the server answered with a redirect (${status})${place ? ` to ${place}` : ''}, which is not followed`;
}
