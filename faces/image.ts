/** Kinds of pictures that VidiCore imports and the face service learns from. */
export interface ImageKind {
	mimeType: string;
	extension: string;
}

/**
 * What kind of picture these bytes are, told by how they begin; undefined for anything else, whatever its name says.
 */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
	const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return { mimeType: 'image/jpeg', extension: 'jpg' };
	if (bytes[0] === 0x89 && text(1, 8) === 'PNG\r\n\x1a\n') return { mimeType: 'image/png', extension: 'png' };
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return { mimeType: 'image/webp', extension: 'webp' };
	if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return { mimeType: 'image/tiff', extension: 'tif' };
	return text(0, 2) === 'BM' ? { mimeType: 'image/bmp', extension: 'bmp' } : undefined;
}
