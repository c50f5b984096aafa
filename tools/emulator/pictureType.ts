/** Beginnings of pictures, byte for byte as letters, with their MIME type and extension. */
const beginnings: ReadonlyArray<[RegExp, mimeType: string, extension: string]> = [
	[/^\xff\xd8\xff/, 'image/jpeg', 'jpg'],
	[/^\x89PNG\r\n\x1a\n/, 'image/png', 'png'],
	[/^RIFF[^]{4}WEBP/, 'image/webp', 'webp'],
	[/^(II\*\0|MM\0\*)/, 'image/tiff', 'tif'],
	[/^BM/, 'image/bmp', 'bmp'],
];

/**
 * What kind of picture a file is, undefined for others. Written apart from the nodes' own check, which is tested
 * against it.
 */
export function pictureType(bytes: Uint8Array): { mimeType: string; extension: string } | undefined {
	const begins = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
	const [, mimeType, extension] = beginnings.find(([pattern]) => pattern.test(begins)) ?? [];
	return mimeType !== undefined && extension !== undefined ? { mimeType, extension } : undefined;
}
