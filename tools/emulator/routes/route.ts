import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FaultRules } from '../faultRules';
import type { Imports } from '../imports/imports';
import type { CognitiveJobs } from '../jobs/cognitiveJobs';
import type { Jobs } from '../jobs/jobs';
import type { SearchIndex } from '../search/searchIndex';
import type { User } from '../entities';
import type { Store } from '../store';

export interface RecordedRequest {
	at: number;
	method: string;
	path: string;
	query: string;
	status: number;
	user?: string;
}

/** What routes work on. */
export interface Backend {
	store: Store;
	index: SearchIndex;
	jobs: Jobs;
	/** Those of them that VidiNet's services work on. */
	cognitive: CognitiveJobs;
	imports: Imports;
	faults: FaultRules;
	requests: RecordedRequest[];
	users: User[];
	/** What was asked for and not done is said here, a line each. */
	say: (line: string) => void;
	/** Whether a parameter nobody has told of is refused. */
	strict: boolean;
	/** Calls and parameters nobody has told of that were sent, a line each. */
	unknown: string[];
}

export interface Call {
	backend: Backend;
	user: User;
	/** The path's variable parts, decoded. */
	params: string[];
	query: URLSearchParams;
	/** The body's document in its JSON form. */
	document: Record<string, unknown>;
	/** The body as it came; empty where the route reads it as a stream. */
	bytes: Buffer;
	/** The request; a route that is `streamed` reads its body here, however large it is. */
	stream: IncomingMessage;
	accept: string;
	/** Says that a part of what was asked for is not done. */
	ignores: (what: string) => void;
}

/**
 * A document with its XML root and, where it has one, its form as text/plain; a text; a file, whole or as it is read;
 * `nothing` for 204; or nothing at all (200 with an empty body, as VidiCore answers a DELETE).
 */
export type Reply =
	| { root: string; document: object; plain?: string }
	| { text: string }
	| { nothing: true }
	| { bytes: Buffer; contentType: string }
	| { file: Readable; size: number; contentType: string }
	| undefined;

export type Route = [
	method: string,
	/** Without a closing slash: it is taken off before. */
	path: RegExp,
	answer: (call: Call) => Reply | Promise<Reply>,
	/** Its body is a file, which is not held in memory, or a text, which is no document whatever type it says it has. */
	body?: 'streamed' | 'text',
];

/** What notifications can be about, by the word in their address. */
export const scopes = 'job|item|collection|library|storage|file|group|access|shape|quota|document|deletion-lock';

/** Patterns in paths, and what stands for them in words. */
const inWords: ReadonlyArray<[pattern: string, words: string]> = [
	['([^/]+)', '{}'],
	['([^/;]+)', '{}'],
	['([A-Za-z]+)', '{}'],
	['(.+)', '{}'],
	['[^/]+', '{}'],
	[`(?:((?:${scopes})(?:/{})?)/)?`, '{scope}/'],
	['(?:noauth)?', '[noauth]'],
	['(?:;[^/]*)?', ''],
];

/** A route's call in words: `GET /API/item/{}/shape`. */
export function callOf([method, { source }]: Route): string {
	const path = source.replaceAll('\\/', '/').replace(/^\^|(\/\?)?\$$/g, '');
	const words = inWords.reduce((text, [pattern, inPlace]) => text.replaceAll(pattern, inPlace), path);
	return `${method} ${words.replace(/\(([a-z|-]+)\)/g, '{$1}')}`;
}
