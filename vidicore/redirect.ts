/**
 * Where a redirect points, for people: host and path, without login, query and matrix parameters, which may hold keys;
 * only the path where it stays on the same server. '' when it says nothing that can be understood.
 */
export function pointsTo(location: string | undefined, from: string): string {
	if (location === undefined) return '';
	try {
		const here = new URL(from);
		const { origin, protocol, host, pathname } = new URL(location, here);
		const [path = ''] = pathname.split(/;|%3b/i);
		return (origin === here.origin ? path : `${protocol}//${host}${path}`).slice(0, 200);
	} catch {
		return '';
	}
}
