import { malformedPolicy } from '../errors';

/** Throws MalformedPolicy with that complaint where the object has other members. */
export function known(value: Record<string, unknown>, names: string[], complaint: string): void {
	const other = Object.keys(value).find((name) => !names.includes(name));
	if (other !== undefined) throw malformedPolicy(complaint === 'Unknown field' ? `Unknown field ${other}` : complaint);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
