import { S3Error } from './errors';

/**
 * `bytes=0-9`, `bytes=5-`, `bytes=-3`; anything else is ignored, as HTTP asks. Throws InvalidRange when it lies
 * outside.
 */
export function readRange(range: string, length: number): { first: number; last: number } | undefined {
	const match = /^bytes=(\d*)-(\d*)$/.exec(range);
	if (!match || (match[1] === '' && match[2] === '')) return undefined;
	const [from, to] = [match[1] ?? '', match[2] ?? ''];
	const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
	const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
	if (first >= length || (from !== '' && to !== '' && Number(to) < first) || (from === '' && Number(to) === 0)) {
		throw new S3Error('InvalidRange', 416, 'The requested range is not satisfiable', {
			RangeRequested: range,
			ActualObjectSize: String(length),
		});
	}
	return { first, last };
}
