export type Theme = 'light' | 'dark';

/** The colours of pictures. */
export const themes = {
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

export const fonts = `font-family="system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"`;

interface TextPlace {
	x: number;
	y: number;
	size: number;
	fill: string;
	bold?: boolean;
	anchor?: 'middle' | 'end';
}

/** A text in a picture; `content` is markup. */
export function text({ x, y, size, fill, bold, anchor }: TextPlace, content: string): string {
	const [weight, side] = [bold ? ' font-weight="600"' : '', anchor ? ` text-anchor="${anchor}"` : ''];
	return `<text x="${x}" y="${y}" font-size="${size}"${weight}${side} fill="${fill}">${content}</text>`;
}

/** Coordinates to a hundredth. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * The text as far as there is room for it, with an ellipsis where it was cut. Never more than `mostLetters`, whatever
 * their width: drawing takes milliseconds for each letter that needs a font of its own, such as emoji.
 */
export function fitting(text: string, room: number, font: number): string {
	let [length, wide, letters] = [0, 0, 0];
	for (const letter of text) {
		wide += letterWidth(letter, font);
		if (wide > room || ++letters > mostLetters) return `${text.slice(0, length).trimEnd()}…`;
		length += letter.length;
	}
	return text;
}

const mostLetters = 120;

/** About, and rather too much; wide scripts take twice the room. */
function letterWidth(letter: string, font: number): number {
	if (letter > '\u2e80' || 'WMm@%'.includes(letter)) return font;
	return /\p{Lu}/u.test(letter) ? font * 0.72 : font * 0.56;
}

/** How wide a text is at that size, about. */
export function textWidth(text: string, font: number): number {
	let wide = 0;
	for (const letter of text) wide += letterWidth(letter, font);
	return wide;
}
