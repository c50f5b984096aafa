import { childText, children, parseXml, XmlError } from '../xml';
import { decoded } from './s3Uri';

/**
 * What the VidiNet dashboard's ResourceDocument says, and the document itself, ready to be sent. The url carries a
 * key.
 */
export interface VidiNetAttachment {
	serviceId: string;
	name: string;
	type: string;
	xml: string;
	/** The key in the url, as it stands there and decoded. */
	secrets: readonly string[];
}

/**
 * Reads and checks a ResourceDocument as the VidiNet dashboard shows it (XML: ResourceDocument / vidinet / url, type
 * …). Throws an XmlError whose message completes the sentence "The ResourceDocument cannot be used: …".
 */
export function readResourceDocument(text: string): VidiNetAttachment {
	const parsed = parseXml(text);
	const roots = Object.keys(parsed).filter((name) => !name.startsWith('?'));
	if (roots[0] !== 'ResourceDocument')
		throw new XmlError(`its outermost element is <${roots[0] ?? '?'}>, not <ResourceDocument>`);
	const root = children(parsed, 'ResourceDocument')[0];
	const services = children(root, 'vidinet');
	if (services.length === 0) {
		const others = typeof root === 'object' ? Object.keys(root).filter((name) => !/^[@#]/.test(name)) : [];
		throw new XmlError(
			others.length > 0 ? `it describes a <${others[0]}> resource, not a <vidinet> one` : 'it has no <vidinet> part',
		);
	}
	if (services.length > 1) throw new XmlError('it has several <vidinet> parts; attach one service at a time');
	const url = childText(services[0], 'url');
	const type = childText(services[0], 'type');
	if (url === '')
		throw new XmlError('its <vidinet> part has no <url>, so VidiCore would not know how to reach the service');
	const serviceId = vidinetServiceId(url);
	if (serviceId === undefined) throw new XmlError('its <url> does not have the form vidinet://ID:KEY@ID');
	if (type !== '' && type !== 'COGNITIVE_SERVICE')
		throw new XmlError(`it is for a ${type} service; the face service is a COGNITIVE_SERVICE`);
	if (type === '') throw new XmlError('its <vidinet> part has no <type>');
	const xml = text.replace(/^\uFEFF/, '').trim();
	return { serviceId, name: childText(services[0], 'name'), type, xml, secrets: keysIn(url) };
}

/** What stands behind the id of `vidinet://ID:KEY@ID`; a key may hold a slash or an @. */
function keysIn(url: string): string[] {
	const key = /^vidinet:\/\/[^:@/]*:(.*)@/is.exec(url)?.[1] ?? '';
	return key === '' ? [] : [key, decoded(key)];
}

/** The service's id in `vidinet://ID:KEY@ID`; undefined for any other address. */
export function vidinetServiceId(url: string): string | undefined {
	return /^vidinet:\/\/(?:[^@/]*@)?([^@/?#:]+)/i.exec(url.trim())?.[1]?.toLowerCase();
}
