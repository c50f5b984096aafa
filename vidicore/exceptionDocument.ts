import type { Redactor } from '../secrets/redactor';
import type { Fault, FaultKind } from './errors';
import { redact } from './redact';
import { childText, children, parseXml } from './xml';

/**
 * Reads VidiCore's error answers. Recorded from real servers: JSON with nine members of which one is not null; XML
 * with one child; plain text (also when JSON was asked for); and, for paths nobody serves, `{"code":404,"message":…}`
 * of the framework.
 */

const kinds: readonly FaultKind[] = [
	'notFound',
	'invalidInput',
	'forbidden',
	'notAuthorized',
	'conflict',
	'fileAlreadyExists',
	'licenseFault',
	'internalServer',
	'notYetImplemented',
];

/** The fault in the answer of a request that failed with this status, its words redacted by `hide`. Never throws. */
export function readFault(status: number, body: string, hide: Redactor = redact): Fault {
	const text = body.trim();
	const fault = fromJson(text) ?? fromXml(text) ?? fromText(text) ?? fromStatus(status, text);
	return {
		...fault,
		kind: status === 429 ? 'tooManyRequests' : fault.kind,
		subject: word(fault.subject, hide),
		id: word(fault.id, hide),
		explanation: word(fault.explanation, hide),
	};
}

/**
 * The fault in an answer whose status says that all went well, as some gateways make it: VidiCore's document with its
 * nine members of which one is not null (recorded), the framework's, or the XML form. Undefined for all others. Never
 * throws.
 */
export function disguisedFault(body: string, hide: Redactor = redact): Fault | undefined {
	const text = body.trim();
	const mayBe =
		text.length < mostCharacters &&
		(kinds.every((kind) => text.includes(`"${kind}"`)) ||
			/^\{\s*"code"\s*:\s*[45]\d\d\b/.test(text) ||
			(text.startsWith('<') && text.includes('ExceptionDocument')));
	const found = mayBe ? (fromJson(text) ?? fromXml(text)) : undefined;
	return found && readFault(500, text, hide);
}

/** More than any error that was recorded; longer answers are documents. */
const mostCharacters = 100_000;

function fromJson(text: string): Fault | undefined {
	if (!text.startsWith('{')) return undefined;
	let document: Record<string, unknown>;
	try {
		document = JSON.parse(text) as Record<string, unknown>;
	} catch {
		return undefined;
	}
	for (const kind of kinds) {
		const members = document[kind];
		if (typeof members === 'object' && members !== null) return fault(kind, members as Record<string, unknown>);
	}
	return typeof document.code === 'number' ? { kind: 'notVidiCore', explanation: string(document.message) } : undefined;
}

function fromXml(text: string): Fault | undefined {
	if (!text.startsWith('<') || !text.includes('ExceptionDocument')) return undefined;
	try {
		const root = children(parseXml(text), 'ExceptionDocument')[0];
		for (const kind of kinds) {
			const child = children(root, kind)[0];
			if (child === undefined) continue;
			const members = ['type', 'id', 'context', 'explanation', 'value', 'message'].map((name) => [
				name,
				childText(child, name),
			]);
			return fault(kind, Object.fromEntries(members) as Record<string, unknown>);
		}
	} catch {
		return undefined;
	}
	return undefined;
}

function fromText(text: string): Fault | undefined {
	const first = /^(\d{3}) (.+)$/m.exec(text);
	if (!first || !text.startsWith(first[0])) return undefined;
	const line = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(text)?.[1];
	return {
		...fromStatus(Number(first[1]), ''),
		subject: line('Type') ?? line('Context'),
		id: line('ID'),
		explanation: [line('Reason') ?? first[2], line('Value')].filter(Boolean).join(': '),
	};
}

function fromStatus(status: number, text: string): Fault {
	if (text.startsWith('<') && status !== 401 && status !== 403)
		return { kind: status >= 500 ? 'internalServer' : 'notVidiCore', explanation: title(text) };
	if (status === 401) return { kind: 'notAuthorized' };
	if (status === 403) return { kind: 'forbidden' };
	if (status === 404) return { kind: text === '' ? 'notFound' : 'notVidiCore' };
	if (status === 409) return { kind: 'conflict' };
	if (status === 501) return { kind: 'notYetImplemented' };
	return { kind: status >= 500 ? 'internalServer' : 'invalidInput' };
}

function fault(kind: FaultKind, members: Record<string, unknown>): Fault {
	const words = [string(members.explanation) ?? string(members.message), string(members.value)];
	return {
		kind,
		subject: string(members.type) ?? string(members.context),
		id: string(members.id),
		explanation: words.filter(Boolean).join(': '),
	};
}

/** What a web page calls itself, redacted. */
export const pageTitle = (html: string, hide: Redactor = redact): string | undefined => word(title(html), hide);

const title = (html: string): string | undefined => /<title>([^<]*)<\/title>/i.exec(html)?.[1];

const string = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Only what is redacted is cut short: a half of a key would not be recognized. */
const word = (text: string | undefined, hide: Redactor): string | undefined =>
	string(text) && hide(text?.trim() ?? '').slice(0, 500);
