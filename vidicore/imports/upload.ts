import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { limits } from '../retries';
import type { Source } from './source';
import { startPlaceholder, type Wishes } from './startPlaceholder';

/** How large a part is: large enough for few requests, small enough to be held twice. */
const usualPartBytes = 8 * 2 ** 20;

/** Told how many bytes VidiCore has taken, after each part. */
export type Progress = (sent: number, size: number) => void;

/**
 * Sends a placeholder's file in parts, with the headers `index` (the first byte) and `size` (documented for transfers;
 * VidiCore answers nothing until all is there, and then with the job). A part that is cut off is sent again at the same
 * place. Never more than a part is in memory. Resolves to the job. Throws a VidiCoreError, and `badAnswer` when the
 * source holds another number of bytes than it said.
 */
export async function upload(
	http: VidiCoreHttp,
	itemId: string,
	source: Extract<Source, { kind: 'bytes' }>,
	{ progress, partBytes = usualPartBytes, ...wishes }: Wishes & { progress?: Progress; partBytes?: number },
	signal?: AbortSignal,
): Promise<JobDocument> {
	const path = `/API/import/placeholder/${segment(itemId)}/container/raw`;
	const { size } = source;
	const query = [['transferId', wishes.correlation], ['filename', source.fileName], ...wishes.query] as const;
	const headersAt = (index: number) => ({ index: String(index), size: String(size) });
	let index = 0;
	for await (const { bytes, isLast } of inParts(source.parts(), Math.min(partBytes, size))) {
		const next = index + bytes.length;
		if (isLast ? next !== size : next >= size) break;
		if (isLast) {
			const file = size > partBytes ? { bytes, headers: headersAt(index) } : { bytes };
			const job = await startPlaceholder(http, path, { ...wishes, query, upload: file }, signal);
			progress?.(size, size);
			return job;
		}
		await http.send('POST', path, {
			query,
			body: bytes,
			headers: headersAt(index),
			contentType: 'application/octet-stream',
			part: true,
			signal,
			deadline: http.clock.now() + limits.uploadMs,
		});
		index = next;
		progress?.(index, size);
	}
	throw new VidiCoreError(
		`The file has not the ${size} bytes that it was said to have`,
		{ kind: 'invalidInput' },
		{ method: 'POST', path },
	);
}

/** The same bytes in parts of that size; the last one may be shorter, and says that it is the last. */
export async function* inParts(
	pieces: AsyncIterable<Uint8Array>,
	size: number,
): AsyncGenerator<{ bytes: Uint8Array; isLast: boolean }> {
	let part = new Uint8Array(size);
	let filled = 0;
	for await (const piece of pieces) {
		for (let at = 0; at < piece.length;) {
			if (filled === size) {
				yield { bytes: part, isLast: false };
				// A request that was given up may still read the one before.
				part = new Uint8Array(size);
				filled = 0;
			}
			const taken = piece.subarray(at, at + size - filled);
			part.set(taken, filled);
			filled += taken.length;
			at += taken.length;
		}
	}
	if (filled > 0) yield { bytes: part.subarray(0, filled), isLast: true };
}
