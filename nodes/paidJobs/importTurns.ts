import { VidiCoreError } from '../../vidicore/errors';
import { Turns } from './turns';

const turns = new Turns();

const cancelled = () =>
	new VidiCoreError(
		'The execution was cancelled; nothing was imported',
		{ kind: 'cancelled' },
		{ method: 'POST', path: '/API/import/placeholder' },
	);

/**
 * The same file at the same moment: one after the other within this process, so that the second finds what the first
 * has made. `key` says the same for the same. Throws what the work throws, and a VidiCoreError `cancelled`.
 */
export const importInTurn = <T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
	turns.take(key, work, { signal, cancelled });
