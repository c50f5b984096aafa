import type { IDataObject } from 'n8n-workflow';
import { isMissing, VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { leavesOpen } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import { UnclearOutcomes } from './unclearOutcomes';

/** Something that is deleted when its name was typed exactly. */
export interface Deletion<T> {
	/** In words: `item`, `collection`. */
	kind: string;
	id: string;
	/** What was typed. */
	confirmed: string;
	/** Throws a VidiCoreError, `notFound` where it is not there. */
	read(): Promise<T>;
	/** What it is called; one without a name goes by its id. */
	nameOf(thing: T): string;
	output(thing: T): IDataObject;
	/** Throws a VidiCoreError. */
	remove(): Promise<void>;
}

const unclear = new UnclearOutcomes();

/**
 * Deletes it, if it is called what was typed. Where the answer to an earlier attempt got lost and it is gone now, that
 * attempt has done it. Throws a UserError when it is called otherwise or is not there; nothing is deleted then.
 */
export async function confirmedDelete<T>(http: VidiCoreHttp, deletion: Deletion<T>): Promise<IDataObject> {
	const { kind, id, confirmed } = deletion;
	const key = JSON.stringify([http.root, kind, id, confirmed]);
	const thing = await deletion
		.read()
		.catch(async (error: unknown) => (isMissing(error) ? undefined : await Promise.reject(error)));
	const before = unclear.take(key);
	if (thing === undefined) {
		if (before) return { ...before, deleted: true };
		throw new UserError(
			`The ${kind} ${id} is not in VidiCore`,
			'It may be deleted already. If it should be there, check the id, or pick it from the list. Nothing was deleted.',
		);
	}
	const name = deletion.nameOf(thing).trim();
	if (confirmed !== (name || id))
		throw new UserError(
			name === '' ? `The ${kind} ${id} has no name` : `The ${kind} ${id} is called "${name}", not "${confirmed}"`,
			`To be safe ${name === '' ? 'its id' : 'its name'} must be typed exactly. Nothing was deleted.`,
		);
	await deletion.remove().catch(async (error: unknown) => {
		if (error instanceof VidiCoreError && leavesOpen(error)) unclear.remember(key, deletion.output(thing));
		await Promise.reject(error);
	});
	return { ...deletion.output(thing), deleted: true };
}
