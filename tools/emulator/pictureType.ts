/** How pictures begin, byte for byte as letters, with their MIME type and extension. `?` is any byte. */
const beginnings: ReadonlyArray<[begin: string, mimeType: string, extension: string]> = [
	['\xff\xd8\xff', 'image/jpeg', 'jpg'],
	['\x89PNG\r\n\x1a\n', 'image/png', 'png'],
	['RIFF????WEBP', 'image/webp', 'webp'],
	['II*\0', 'image/tiff', 'tif'],
	['MM\0*', 'image/tiff', 'tif'],
	['BM', 'image/bmp', 'bmp'],
];

/**
 * What kind of picture a file is, undefined for others. Written apart from the nodes' own check, which is tested
 * against it.
 */
export function pictureType(bytes: Uint8Array): { mimeType: string; extension: string } | undefined {
	const found = beginnings.find(([begin]) =>
		[...begin].every((letter, at) => letter === '?' || bytes[at] === letter.charCodeAt(0)),
	);
	return found && { mimeType: found[1], extension: found[2] };
}
