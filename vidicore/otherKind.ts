import { ask } from './answers';
import { isMissing, type VidiCoreError } from './errors';
import { segment, type VidiCoreHttp } from './http';

/** What users mix up: items and collections are numbered together, jobs by themselves (seen in recorded documents). */
const kinds = ['item', 'collection', 'job'] as const;

export type Kind = (typeof kinds)[number];

const isKind = (subject: string): subject is Kind => (kinds as readonly string[]).includes(subject);

/** What VidiCore says it does not have, where it says so of an item, a collection or a job. */
export function missingThing(error: unknown): { kind: Kind; id: string } | undefined {
	if (!isMissing(error)) return undefined;
	const { subject = '', id = '' } = error.fault;
	const kind = subject.toLowerCase();
	return id !== '' && isKind(kind) ? { kind, id } : undefined;
}

/**
 * What an id is that VidiCore does not know as the kind of thing that was asked for; undefined when it is nothing else
 * either. Two requests. Throws a VidiCoreError when VidiCore cannot be asked.
 */
export async function otherKindOf(
	http: VidiCoreHttp,
	{ kind, id }: { kind: Kind; id: string },
): Promise<Kind | undefined> {
	for (const other of kinds.filter((one) => one !== kind)) if (await isThere(http, other, id)) return other;
	return undefined;
}

/** The same error, which says what the id is. Its fault has `otherKind`, for the advice. */
export function withOtherKind(error: VidiCoreError, kind: Kind, other: Kind): VidiCoreError {
	const { id = '' } = error.fault;
	const words = `${id} is ${withArticle(other)}; ${withArticle(kind)} was asked for. ${error.message}`;
	return error.reworded(words, { ...error.fault, otherKind: other });
}

const withArticle = (kind: Kind): string => `${kind === 'item' ? 'an' : 'a'} ${kind}`;

async function isThere(http: VidiCoreHttp, kind: Kind, id: string): Promise<boolean> {
	try {
		await ask(http, 'GET', `/API/${kind}/${segment(id)}`, `the ${kind} ${id}`);
		return true;
	} catch (error) {
		return isMissing(error) ? false : await Promise.reject(error);
	}
}
