import type { Appearance } from '../faces/appearance';
import { oneLine, xmlText } from '../faces/formats/text';
import { axisLabel, axisStep, lanesOf, type Lane } from './lanes';

export type Theme = 'light' | 'dark';

const themes = {
	light: {
		ground: '#ffffff',
		stripe: '#f4f5f7',
		text: '#1d2733',
		faint: '#66717f',
		line: '#d9dde3',
		known: '#1f6feb',
		unknown: '#c2571a',
	},
	dark: {
		ground: '#14181f',
		stripe: '#1b212a',
		text: '#e8ecf1',
		faint: '#9aa5b3',
		line: '#323b48',
		known: '#6cabff',
		unknown: '#f0a060',
	},
} as const;

const width = 1600;
const margin = 24;
const head = 64;
const axis = 36;
const total = 90;

/**
 * Who is seen when, as a picture: one lane a person on a time axis, known people in one colour and unknown faces in
 * another, the surer the stronger. 3 lanes are as readable as 60: their height follows their number.
 */
export function svg(title: string, appearances: readonly Appearance[], theme: Theme): string {
	const color = themes[theme];
	const { lanes, seconds } = lanesOf(appearances);
	const lane = lanes.length <= 12 ? 36 : lanes.length <= 30 ? 28 : 22;
	const font = lane >= 36 ? 16 : lane >= 28 ? 14 : 13;
	const labels = Math.min(420, Math.max(140, ...lanes.map(({ person }) => textWidth(shortened(person), font) + 24)));
	const left = margin + labels;
	const plot = width - margin - total - left;
	const height = head + Math.max(1, lanes.length) * lane + axis + margin;
	const x = (at: number) => round(left + (Math.max(0, at) / seconds) * plot);
	const marks: string[] = [];
	const step = axisStep(seconds, 12);
	for (let at = 0; at <= seconds; at += step) {
		marks.push(
			`<line x1="${x(at)}" x2="${x(at)}" y1="${head}" y2="${height - axis - margin}" stroke="${color.line}"/><text x="${x(at)}" y="${height - margin - 12}" text-anchor="middle" font-size="13" fill="${color.faint}">${axisLabel(at)}</text>`,
		);
	}
	const rows = lanes.map((row, n) => {
		const top = head + n * lane;
		const stripe =
			n % 2 === 0
				? `<rect x="${margin}" y="${top}" width="${width - 2 * margin}" height="${lane}" fill="${color.stripe}"/>`
				: '';
		const middle = round(top + lane / 2 + font * 0.35);
		const name = `<text x="${margin + 8}" y="${middle}" font-size="${font}" fill="${row.known ? color.text : color.unknown}">${xmlText(shortened(row.person))}</text>`;
		const sum = `<text x="${width - margin - 8}" y="${middle}" text-anchor="end" font-size="13" fill="${color.faint}">${xmlText(axisLabel(row.totalSeconds))}</text>`;
		return `${stripe}${name}${sum}`;
	});
	const bars = lanes.map((row, n) =>
		drawn(row, seconds / plot)
			.map(({ from, to, confidence }) =>
				bar(
					row,
					{ from, to, confidence },
					{ x, top: head + n * lane + 5, height: lane - 10, fill: row.known ? color.known : color.unknown },
				),
			)
			.join(''),
	);
	const empty =
		lanes.length === 0
			? `<text x="${width / 2}" y="${head + lane * 0.65}" text-anchor="middle" font-size="16" fill="${color.faint}">No faces</text>`
			: '';
	return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif">
<rect width="${width}" height="${height}" fill="${color.ground}"/>
<text x="${margin + 8}" y="40" font-size="20" font-weight="600" fill="${color.text}">${xmlText(oneLine(title))}</text>
<text x="${width - margin - 8}" y="40" text-anchor="end" font-size="14" fill="${color.faint}">${lanes.length} ${lanes.length === 1 ? 'person' : 'people'}, <tspan fill="${color.unknown}">unknown faces</tspan> in this colour</text>
${rows.join('\n')}
${marks.join('\n')}
${bars.join('\n')}
${empty}
</svg>
`;
}

interface Place {
	x: (seconds: number) => number;
	top: number;
	height: number;
	fill: string;
}

function bar(
	{ person }: Lane,
	{ from, to, confidence }: Lane['bars'][number],
	{ x, top, height, fill }: Place,
): string {
	const wide = Math.max(2, round(x(to) - x(from)));
	const strength = confidence === null ? 0.85 : round(0.35 + 0.65 * confidence);
	const said = `${person}, ${axisLabel(from)} to ${axisLabel(to)}${confidence === null ? '' : `, ${Math.round(confidence * 100)} %`}`;
	return `<rect x="${x(from)}" y="${top}" width="${wide}" height="${height}" rx="2" fill="${fill}" fill-opacity="${strength}"><title>${xmlText(said)}</title></rect>`;
}

/**
 * Bars that would lie within the same pixel are drawn as one, so that a long video does not make a picture of many
 * megabytes.
 */
function drawn({ bars }: Lane, secondsPerPixel: number): Lane['bars'] {
	const result: Lane['bars'] = [];
	for (const next of [...bars].sort((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && next.from - last.to < secondsPerPixel) {
			last.to = Math.max(last.to, next.to);
			last.confidence =
				last.confidence === null || next.confidence === null ? null : Math.max(last.confidence, next.confidence);
		} else result.push({ ...next });
	}
	return result;
}

const round = (value: number): number => Math.round(value * 100) / 100;

function shortened(text: string): string {
	const letters = [...text];
	return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : text;
}

/** About; wide scripts take twice the room. */
const textWidth = (text: string, font: number): number =>
	[...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? font : font * 0.56), 0);
