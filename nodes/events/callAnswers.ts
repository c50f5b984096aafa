import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { hiderOf } from '../kit/secrets';

/** What VidiCore is answered when it calls n8n, and nothing is to be started or resumed. None of these throws. */

/** All is well, or it would be no better next time: it need not call again. */
export const done = (message: string): IWebhookResponseData => ({ webhookResponse: { message } });

/** The same, where somebody should see it in the log of n8n. */
export function doneWithNotice(context: IWebhookFunctions, message: string): IWebhookResponseData {
	context.logger.warn(`${context.getNode().type}: ${message}`);
	return done(message);
}

/** It does not come from whom it should come from. */
export const refused = (context: IWebhookFunctions, message: string): IWebhookResponseData =>
	answer(context, 403, message);

/** VidiCore could not be asked; it calls again, as often as the notification says. */
export function callAgain(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { message = 'it is not known why' } = (error ?? {}) as { message?: unknown };
	const reason = hiderOf(context)(String(message));
	context.logger.warn(
		`${context.getNode().type}: VidiCore is told to call again, because it could not be asked: ${reason}`,
	);
	return answer(context, 503, 'VidiCore could not be asked about this; call again');
}

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	try {
		context.getResponseObject().status(status).json({ message });
	} catch {
		// Who called does not listen any more.
	}
	return { noWebhookResponse: true };
}
