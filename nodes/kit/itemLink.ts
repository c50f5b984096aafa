import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { credentialName } from './vidiCore';

/** Where the id stands in the address of an item. */
const place = '{id}';

/**
 * The address of an item in the user's own front end, by the template of the credential; undefined where there is none
 * or what stands there is none.
 */
export async function itemLink(
	context: IExecuteFunctions | IWebhookFunctions,
	itemId: string,
): Promise<string | undefined> {
	const { itemLinkTemplate } = await context.getCredentials<{ itemLinkTemplate?: string }>(credentialName);
	const template = typeof itemLinkTemplate === 'string' ? itemLinkTemplate.trim() : '';
	if (!/^https?:\/\//i.test(template) || !template.includes(place)) return undefined;
	return template.replaceAll(place, encodeURIComponent(itemId));
}
