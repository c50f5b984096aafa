import type { Pair } from '../faces/companions';
import { oneLine, xmlText } from '../faces/formats/text';
import { fitting, fonts, round, text, textWidth, themes, type Theme } from './drawing';
import { axisLabel } from './lanes';

const cell = 44;
const margin = 24;
const head = 64;
const font = 14;
/** More rows than that nobody reads; those are drawn who are with others longest. */
const mostPeople = 40;
const widestLabel = 260;

/**
 * Who is seen with whom, as a picture: a row and a column for each person, and in each field how long both are seen at
 * once, the longer the stronger.
 */
export function pairsSvg(title: string, pairs: readonly Pair[], theme: Theme): string {
	const color = themes[theme];
	const people = mostTogether(pairs);
	const names = people.map(({ name }) => fitting(name, widestLabel, font));
	const label = names.reduce((widest, name) => Math.max(widest, textWidth(name, font)), 120) + 16;
	const [left, top] = [margin + label, head + label];
	const size = Math.max(1, people.length) * cell;
	const at = new Map(people.map(({ id }, n) => [id, n]));
	const longest = pairs.reduce((most, { seconds }) => Math.max(most, seconds), 0) || 1;
	const lines = people.flatMap((_, n) => [
		text(
			{ x: left - 8, y: top + n * cell + cell * 0.62, size: font, fill: color.text, anchor: 'end' },
			xmlText(names[n] ?? ''),
		),
		`<g transform="translate(${left + n * cell + cell * 0.62} ${top - 8}) rotate(-90)">` +
			`${text({ x: 0, y: 0, size: font, fill: color.text }, xmlText(names[n] ?? ''))}</g>`,
		`<rect x="${left + n * cell}" y="${top + n * cell}" width="${cell}" height="${cell}" fill="${color.stripe}"/>`,
	]);
	const fields = pairs.flatMap((pair) => {
		const [row, column] = [at.get(idOf(pair.person, pair.personId)), at.get(idOf(pair.with, pair.withId))];
		if (row === undefined || column === undefined) return [];
		const strength = 0.15 + 0.85 * (pair.seconds / longest);
		return [
			[row, column],
			[column, row],
		].map(([x = 0, y = 0]) => field(left + x * cell, top + y * cell, strength, pair, color));
	});
	const more = new Set(pairs.flatMap((one) => [idOf(one.person, one.personId), idOf(one.with, one.withId)])).size;
	const few = more > people.length ? `, ${people.length} of ${more} people` : '';
	const width = Math.max(left + size + margin, 480);
	const height = top + size + margin;
	const heading = xmlText(fitting(oneLine(title) + few, width - 2 * margin, 20));
	return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${fonts}>
<rect width="${width}" height="${height}" fill="${color.ground}"/>
${text({ x: margin, y: 40, size: 20, fill: color.text }, heading)}
${[...lines, ...fields].join('\n')}
</svg>
`;
}

function field(
	x: number,
	y: number,
	strength: number,
	{ seconds, videos }: Pair,
	color: { known: string; text: string },
): string {
	const place = `x="${x + 1}" y="${y + 1}" width="${cell - 2}" height="${cell - 2}" rx="4"`;
	const label = { x: x + cell / 2, y: y + cell * 0.6, size: 11, fill: color.text, anchor: 'middle' } as const;
	const said = `<title>${videos === 1 ? '1 video' : `${videos} videos`}</title>`;
	return (
		`<rect ${place} fill="${color.known}" fill-opacity="${round(strength)}">${said}</rect>` +
		text(label, axisLabel(seconds))
	);
}

const idOf = (person: string, personId: string): string => personId || person;

/** Those who are with others longest, by that. */
function mostTogether(pairs: readonly Pair[]): Array<{ id: string; name: string }> {
	const people = new Map<string, { id: string; name: string; seconds: number }>();
	for (const pair of pairs)
		for (const [name, personId] of [
			[pair.person, pair.personId],
			[pair.with, pair.withId],
		] as const) {
			const id = idOf(name, personId);
			const one = people.get(id) ?? { id, name: oneLine(name), seconds: 0 };
			one.seconds += pair.seconds;
			people.set(id, one);
		}
	return [...people.values()].sort((a, b) => b.seconds - a.seconds).slice(0, mostPeople);
}
