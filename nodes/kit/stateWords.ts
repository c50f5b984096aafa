import type { IDataObject } from 'n8n-workflow';
import { jobState } from '../../vidicore/jobs/state';

/**
 * A row in which `state` says in one word for people how a thing stands, and VidiCore's own word stands behind it:
 * READY is read as "done" and CLOSED as "shut", and they mean "not begun" and "whole". Rows of nodes of version 1
 * do not come here: what saved workflows get stays as it was.
 */
export function inStateWords(row: IDataObject): IDataObject {
	if (typeof row.jobId === 'string') return jobRow(row);
	const { files } = row;
	const rows = Array.isArray(files) ? { ...row, files: files.map((file) => ownBeside(file as IDataObject)) } : row;
	return typeof row.fileId === 'string' || typeof row.faceId === 'string' ? ownBeside(rows) : rows;
}

/** `status` is VidiCore's name for it; `outcome`, a second word of ours, goes. */
function jobRow(row: IDataObject): IDataObject {
	const { status, outcome } = row;
	if (status === undefined && outcome === undefined) return row;
	const state = typeof status === 'string' && outcome !== 'unknown' ? jobState(status) : outcome;
	const place = status === undefined ? 'outcome' : 'status';
	return made(row, (name) => {
		if (name === place) return { state, ...(status === undefined ? {} : { status }) };
		// A row that is looked at again brings its old state along.
		return name === 'state' || name === 'outcome' ? {} : undefined;
	});
}

const ownBeside = (row: IDataObject): IDataObject => {
	const { state } = row;
	return typeof state === 'string' && state !== ''
		? made(row, (name) => (name === 'state' ? { state: stateWord(state), vidiCoreState: state } : undefined))
		: row;
};

/** The row in its order, with other fields in the place of those for which there are some. */
const made = (row: IDataObject, inPlaceOf: (name: string) => IDataObject | undefined): IDataObject =>
	Object.fromEntries(
		Object.entries(row).flatMap(([name, value]) => Object.entries(inPlaceOf(name) ?? { [name]: value })),
	);

/** States of files (VidiCore's words) and of faces (the face service's). */
const words: Readonly<Record<string, string>> = {
	CLOSED: 'whole',
	OPEN: 'being written',
	INDEXED: 'recognized',
};

const stateWord = (own: string): string => words[own] ?? own.toLowerCase().replaceAll('_', ' ');

/** What is said of a state whose own word is not plain; for the `outputs` of an operation. */
export const ownState = 'The same in VidiCore’s word; nodes of version 1 have that in state';

/** A job's state as a list shows it: `Waiting (READY)`, and VidiCore's word alone where it is the same. */
export function shownState(status: string): string {
	const word = jobState(status);
	const shown = word.charAt(0).toUpperCase() + word.slice(1);
	return shown.toUpperCase() === status ? shown : `${shown} (${status})`;
}
