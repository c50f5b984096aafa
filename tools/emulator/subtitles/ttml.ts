import { XMLBuilder } from 'fast-xml-parser';
import type { Subtitle } from './subtitles';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', preserveOrder: true });

type Node = Record<string, unknown>;

const element = (name: string, children: Node[], attributes: Record<string, string> = {}): Node => ({
	[name]: children,
	':@': Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`@${key}`, value])),
});

/** `00:01:02.500` */
const clock = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);

function paragraph({ from, to, lines }: Subtitle, n: number): Node {
	const text = lines.flatMap((line, at) => [...(at === 0 ? [] : [element('br', [])]), { '#text': line }]);
	return element('p', text, { 'xml:id': `sub${n + 1}`, begin: clock(from), end: clock(to) });
}

/**
 * Subtitles as timed text of the European Broadcasting Union. That it follows EBU-TT is documented; which of its
 * members VidiCore writes beside times and lines is unknown, so that only these are inferred here.
 */
export function toTtml(subtitles: readonly Subtitle[]): string {
	const body = element('body', [element('div', subtitles.map(paragraph))]);
	const names = {
		xmlns: 'http://www.w3.org/ns/ttml',
		'xmlns:ttp': 'http://www.w3.org/ns/ttml#parameter',
		'ttp:timeBase': 'media',
		'xml:lang': 'en',
	};
	const text = builder.build([element('tt', [element('head', []), body], names)]) as string;
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
}
