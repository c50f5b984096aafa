/** A request's address as routes read it. */
export interface Address {
	/** Without closing slashes and matrix parameters. */
	path: string;
	query: URLSearchParams;
}

/**
 * VidiCore takes a closing slash everywhere, and reads matrix parameters (`/job;state=READY;first=1`) as those of the
 * query, which stand before them (vendor's client, recorded).
 */
export function readAddress(target: string): Address {
	const url = new URL(target, 'http://emulator');
	const query = new URLSearchParams(url.searchParams);
	const segments = url.pathname.split('/').map((segment) => {
		const [plain = '', ...matrix] = segment.split(';');
		for (const [name, value] of matrix.flatMap((one) => [...new URLSearchParams(one)])) query.append(name, value);
		return plain;
	});
	return { path: oldForm(segments.join('/').replace(/\/+$/, '')), query };
}

/** Files stand under `/file` and, as the vendor's client writes it, under `/storage/file`. */
const oldForm = (path: string): string =>
	path
		.replace(/^\/API\/storage(\/[^/]+)?\/file\/importable$/, '/API/storage$1/importable')
		.replace(/^\/API\/storage\/file\/(?=.)/, '/API/file/');
