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

/** The fault in the answer of a request that failed with this status. Never throws. */
export function readFault(status: number, body: string): Fault {
	const text = body.trim();
	return fromJson(text) ?? fromXml(text) ?? fromText(text) ?? fromStatus(status, text);
}

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
	return typeof document.code === 'number' ? { kind: 'notVidiCore', explanation: word(document.message) } : undefined;
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
		subject: word(line('Context')),
		id: word(line('ID')),
		explanation: word(line('Reason') ?? first[2]),
	};
}

function fromStatus(status: number, text: string): Fault {
	if (text.startsWith('<') && status !== 401 && status !== 403)
		return { kind: status >= 500 ? 'internalServer' : 'notVidiCore', explanation: pageTitle(text) };
	if (status === 401) return { kind: 'notAuthorized' };
	if (status === 403) return { kind: 'forbidden' };
	if (status === 404) return { kind: text === '' ? 'notFound' : 'notVidiCore' };
	if (status === 409) return { kind: 'conflict' };
	if (status === 501) return { kind: 'notYetImplemented' };
	return { kind: status >= 500 ? 'internalServer' : 'invalidInput' };
}

function fault(kind: FaultKind, members: Record<string, unknown>): Fault {
	const explanation = [word(members.explanation) ?? word(members.message), word(members.value)]
		.filter(Boolean)
		.join(': ');
	return {
		kind,
		subject: word(members.type) ?? word(members.context),
		id: word(members.id),
		explanation: explanation || undefined,
	};
}

function pageTitle(html: string): string | undefined {
	return word(/<title>([^<]*)<\/title>/i.exec(html)?.[1]);
}

function word(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? redact(value.trim()).slice(0, 500) : undefined;
}
