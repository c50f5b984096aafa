import type { Appearance } from '../faces/appearance';
import { oneLine, xmlText } from '../faces/formats/text';
import { fitting, fonts, round, text, textWidth, themes, type Theme } from './drawing';
import { axisLabel, axisStep, lanesOf, type Lane } from './lanes';

const width = 1600;
const margin = 24;
const head = 64;
const axis = 36;
const total = 90;
const narrowestLabel = 140;
const widestLabel = 420;
/** Between a name and its bars. */
const gap = 24;
/** A picture of 3,000 takes 1.2 GB to draw, and nobody reads it. */
const mostLanes = 300;
/** Beside it stands how many people there are. */
const widestTitle = 1000;
/**
 * Who is seen when, as a picture: one lane a person on a time axis, known people in one colour and unknown faces in
 * another, the surer the stronger. 3 lanes are as readable as 60: their height follows their number. Of very many
 * people those are drawn who are seen longest, and the picture says how many are not.
 */
export function svg(title: string, appearances: readonly Appearance[], theme: Theme): string {
	const color = themes[theme];
	const { lanes: everybody, seconds } = lanesOf(appearances);
	const lanes = everybody.slice(0, mostLanes);
	const lane = lanes.length <= 12 ? 36 : lanes.length <= 30 ? 28 : 22;
	const font = lane >= 36 ? 16 : lane >= 28 ? 14 : 13;
	const names = lanes.map(({ person }) => fitting(person, widestLabel - gap, font));
	const labels = names.reduce((widest, name) => Math.max(widest, textWidth(name, font) + gap), narrowestLabel);
	const left = margin + Math.min(widestLabel, labels);
	const plot = width - margin - total - left;
	const height = head + Math.max(1, lanes.length) * lane + axis + margin;
	const x = (at: number) => round(left + (Math.max(0, at) / seconds) * plot);
	const marks: string[] = [];
	const step = axisStep(seconds, 12);
	for (let at = 0; at <= seconds; at += step) {
		const [top, bottom] = [`y1="${head}"`, `y2="${height - axis - margin}"`];
		marks.push(
			`<line x1="${x(at)}" x2="${x(at)}" ${top} ${bottom} stroke="${color.line}"/>`,
			text({ x: x(at), y: height - margin - 12, size: 13, fill: color.faint, anchor: 'middle' }, axisLabel(at)),
		);
	}
	const rows = lanes.map(({ known, totalSeconds }, n) => {
		const top = head + n * lane;
		const across = `x="${margin}" y="${top}" width="${width - 2 * margin}" height="${lane}"`;
		const y = round(top + lane / 2 + font * 0.35);
		const fill = known ? color.text : color.unknown;
		return [
			n % 2 === 0 ? `<rect ${across} fill="${color.stripe}"/>` : '',
			text({ x: margin + 8, y, size: font, fill }, xmlText(names[n] ?? '')),
			text({ x: width - margin - 8, y, size: 13, fill: color.faint, anchor: 'end' }, axisLabel(totalSeconds)),
		].join('');
	});
	const bars = lanes.map((row, n) => {
		const fill = row.known ? color.known : color.unknown;
		const place = { x, top: head + n * lane + 5, height: lane - 10, fill };
		return drawn(row, seconds / plot)
			.map((one) => bar(row, one, place))
			.join('');
	});
	const heading = xmlText(fitting(oneLine(title), widestTitle, 20));
	const nobody = { x: width / 2, y: head + lane * 0.65, size: 16, fill: color.faint, anchor: 'middle' } as const;
	const people = `${everybody.length} ${everybody.length === 1 ? 'person' : 'people'}`;
	const more = { x: margin + 8, y: height - margin - 12, size: 13, fill: color.faint };
	const legend = `${people}, <tspan fill="${color.unknown}">unknown faces</tspan> in this colour`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${fonts}>
<rect width="${width}" height="${height}" fill="${color.ground}"/>
${text({ x: margin + 8, y: 40, size: 20, fill: color.text, bold: true }, heading)}
${text({ x: width - margin - 8, y: 40, size: 14, fill: color.faint, anchor: 'end' }, legend)}
${rows.join('\n')}
${marks.join('\n')}
${bars.join('\n')}
${lanes.length === 0 ? text(nobody, 'No faces') : ''}
${lanes.length < everybody.length ? text(more, `and ${everybody.length - lanes.length} more`) : ''}
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
	const sure = confidence === null ? '' : `, ${Math.round(confidence * 100)} %`;
	const said = xmlText(`${person}, ${axisLabel(from)} to ${axisLabel(to)}${sure}`);
	const place = `x="${x(from)}" y="${top}" width="${wide}" height="${height}" rx="2"`;
	return `<rect ${place} fill="${fill}" fill-opacity="${strength}"><title>${said}</title></rect>`;
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
