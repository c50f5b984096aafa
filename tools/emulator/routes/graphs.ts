import { blankPicture } from '../blankPicture';
import { call, type DeclaredCall } from './declared';
import type { Call } from './route';

type Edge = readonly [from: string, to: string];

const quoted = (name: string): string => `"${name.replace(/["\\]/g, '\\$&')}"`;

/** Edges as a text in DOT, the language of Graphviz. */
const dot = (edges: readonly Edge[]): string =>
	['digraph {', ...edges.map((edge) => `\t${edge.map(quoted).join(' -> ')};`), '}'].join('\n');

/** What belongs to what: as a text in DOT, and as a picture, which is grey here. */
export const graphCalls = (path: string, edges: (asked: Call) => readonly Edge[]): DeclaredCall[] => [
	call(`GET ${path}/dot`, (asked) => ({ text: dot(edges(asked)) })),
	call(`GET ${path}`, (asked) => {
		edges(asked);
		return { bytes: blankPicture, contentType: 'image/png' };
	}),
];
