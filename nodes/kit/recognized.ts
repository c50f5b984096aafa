import type { IExecuteFunctions } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import { missingThing, otherKindOf, withOtherKind, type Kind } from '../../vidicore/otherKind';
import { vidiCore } from './vidiCore';

/** What was looked up already while this node runs; a list of wrong ids is not to become a list of look-ups. */
const lookedUp = new WeakMap<object, Map<string, Promise<Kind | undefined>>>();
const mostLookUps = 10;

/**
 * An error about an id that VidiCore does not know, with what that id is instead where it is one: an item's where a
 * collection's is needed. Every other error is handed back as it is. Asks VidiCore once more, after a 404 only; never
 * throws.
 */
export async function recognized(context: IExecuteFunctions, error: unknown): Promise<unknown> {
	const missing = missingThing(error);
	if (!missing || !(error instanceof VidiCoreError)) return error;
	const known = lookedUp.get(context) ?? new Map<string, Promise<Kind | undefined>>();
	lookedUp.set(context, known);
	const key = `${missing.kind} ${missing.id}`;
	if (!known.has(key)) {
		if (known.size >= mostLookUps) return error;
		known.set(key, lookUp(context, missing));
	}
	const other = await known.get(key);
	return other ? withOtherKind(error, missing.kind, other) : error;
}

/** It is only a help: where it cannot be had, the error stays as it is. */
const lookUp = async (context: IExecuteFunctions, missing: { kind: Kind; id: string }): Promise<Kind | undefined> => {
	try {
		const limits = { attempts: 1, answerMs: 10_000, operationMs: 15_000 };
		return await otherKindOf(await vidiCore(context, limits), missing);
	} catch {
		return undefined;
	}
};
