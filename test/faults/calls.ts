import type { Passed } from './faultyProxy';

/** A request without the ids in it, and without its query but for what S3 is asked for by it. */
export const callOf = (method: string, url: string): string => {
	const [path = '', query = ''] = url.split('?');
	const what = /(?:^|&)(policy|policyStatus|publicAccessBlock|encryption|location|tagging)\b/.exec(query)?.[1];
	return `${method} ${path.replace(/VX-\d+[^/]*|\d+@\d+/g, 'ID')}${what ? `?${what}` : ''}`;
};

/** Readings, although they are PUTs. */
export const searches = /^PUT \/API\/(item|collection)\/?$/;

/** Whether a request that was done has changed something. */
export const changes = ({ method, url, status }: Passed): boolean =>
	!/^(GET|HEAD)$/.test(method) && status < 300 && !searches.test(callOf(method, url));
