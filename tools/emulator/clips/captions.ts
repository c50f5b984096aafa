import { writeFileSync } from 'node:fs';
import type { Ratio } from '../files/mediaFacts';
import type { Fraction } from '../time';
import type { Caption } from './timeline';

/**
 * ffmpeg's filter that writes captions into the picture, each from the frame that is nearest to its beginning;
 * undefined where there are none. Their words are in files, which begin with `path`.
 */
export function captionFilter(
	captions: readonly Caption[],
	rate: Ratio,
	path: string,
): { filter?: string; files: string[] } {
	const font = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
	const files: string[] = [];
	const filters = captions
		.filter(({ lines }) => lines.length > 0)
		.map(({ lines, from, to, size, x, y }, n) => {
			const file = `${path}.${n}.txt`;
			writeFileSync(file, lines.join('\n'));
			files.push(file);
			const first = from ? frameAt(from, rate) : 0;
			const behind = to ? frameAt(to, rate) : 1e9;
			return (
				`drawtext=fontfile=${font}:textfile=${file}:expansion=none:fontsize=${size}:x=${x}:y=${y}:fontcolor=white:` +
				`borderw=2:enable='between(n,${first},${behind - 1})'`
			);
		});
	return { ...(filters.length > 0 ? { filter: filters.join(',') } : {}), files };
}

const frameAt = ({ top, bottom }: Fraction, { numerator, denominator }: Ratio): number =>
	Math.round((Number(top) * numerator) / (Number(bottom) * denominator));
