import { invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import type { Call, Reply } from './route';

const place = '/API/configuration/job-pool';

type Pool = { priorityThreshold: string; size: number };

const pools = ({ backend: { store } }: Call): Map<string, Pool> => store.kept.at(place) as Map<string, Pool>;

const list = (asked: Call): Reply => ({
	root: 'JobPoolListDocument',
	document: { concurrentJobs: 3, pool: [...pools(asked).values()] },
});

/** How many jobs of a priority run at once: kept and answered; the emulator's own jobs do not mind. */
function put(asked: Call): Reply {
	const { pool } = asked.document;
	const sent = pool === undefined || pool === null ? [] : [pool].flat();
	const read = sent.map((one): Pool => {
		const { priorityThreshold, size } = Object(one) as { priorityThreshold?: unknown; size?: unknown };
		if (typeof priorityThreshold !== 'string' || !(Number(size) >= 0))
			throw invalidInput('pool', 'A pool needs a priorityThreshold and a size');
		return { priorityThreshold, size: Number(size) };
	});
	pools(asked).clear();
	for (const one of read) pools(asked).set(one.priorityThreshold, one);
	return list(asked);
}

function remove(asked: Call): Reply {
	const priority = asked.params[0] ?? '';
	if (!pools(asked).delete(priority)) throw notFound('job-pool', priority);
	return undefined;
}

export const jobPoolCalls: DeclaredCall[] = [
	call(`GET ${place}`, list),
	call(`PUT ${place}`, put),
	call(`DELETE ${place}`, (asked) => void pools(asked).clear()),
	call(`DELETE ${place}/{}`, remove),
];
