import type { IDataObject } from 'n8n-workflow';

const isState = (key: string): boolean =>
	/^(?:(?:jobEnded|itemImported|itemCreated)$|(?:itemEntered|metadataChanged|fileAppeared) )/.test(key);

/**
 * Forgets how things stood with events that this node was to watch before it was set to another one. Otherwise what
 * n8n keeps with the workflow would grow with each collection and each list of fields that was ever tried.
 */
export function forgetOtherStates(memory: IDataObject, stateKey: string): void {
	for (const key of Object.keys(memory)) if (isState(key) && key !== stateKey) delete memory[key];
}

/** A state with the time at which it was found, so that the newer of two can be told. */
export const dated = (state: IDataObject): IDataObject => ({ ...state, at: new Date().toISOString() });

/**
 * The newer of the state that this process has left and the one that n8n keeps, which another process may have left.
 */
export const newerState = (mine: IDataObject | undefined, kept: IDataObject | undefined): IDataObject | undefined =>
	mine && String(kept?.at ?? '') < String(mine.at) ? mine : (kept ?? mine);
