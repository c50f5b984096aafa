import type { Subtitle } from './subtitles';

/** Codes of the line 21 captions (CEA-608): clear the picture, begin to load, show what is loaded. */
const [clear, load, show] = ['942c', '9420', '942f'];
/** Where the last four rows of the picture begin, from the top. */
const rows = ['13d0', '1370', '94d0', '9470'];

/** A byte whose highest bit makes the number of its ones odd. */
function withParity(code: number): string {
	const ones = [...code.toString(2)].filter((bit) => bit === '1').length;
	return (ones % 2 === 0 ? code | 0x80 : code).toString(16).padStart(2, '0');
}

/** The letters of a line, two a word. What the captions have no sign for is shown as `?`. */
function lettersOf(line: string): string[] {
	const plain = line.normalize('NFD').replace(/\p{M}/gu, '');
	const codes = [...plain.replace(/[^ -)+-[\]a-z]/gu, '?')].map((letter) => withParity(letter.charCodeAt(0)));
	return Array.from({ length: Math.ceil(codes.length / 2) }, (_, n) => `${codes[2 * n]}${codes[2 * n + 1] ?? '80'}`);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A time code of 30 frames a second (inferred). */
function timeCode(seconds: number): string {
	const frames = Math.round(seconds * 30);
	const whole = Math.floor(frames / 30);
	return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frames % 30].map(two).join(':');
}

/**
 * Subtitles as a Scenarist file (documented by an example): each is loaded when the one before it has gone, shown at
 * its beginning and cleared at its end.
 */
export function toScc(subtitles: readonly Subtitle[]): string {
	const lines = subtitles.flatMap(({ from, to, lines: shown }, n) => {
		const last = shown.slice(-rows.length);
		const text = last.flatMap((line, at) => {
			const row = rows[rows.length - last.length + at] ?? '';
			return [row, row, ...lettersOf(line)];
		});
		return [
			[timeCode(subtitles[n - 1]?.to ?? 0), clear, clear, load, load, ...text].join(' '),
			`${timeCode(from)} ${show} ${show}`,
			`${timeCode(to)} ${clear} ${clear}`,
		];
	});
	return ['Scenarist_SCC V1.0', ...lines, ''].join('\n');
}
