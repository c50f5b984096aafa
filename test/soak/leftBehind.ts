import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { endedWell, jobData, jobOutcome } from '../../vidicore/jobs/state';
import { listItems } from '../../vidicore/items/listItems';
import { queueLeft, type QueueLeft } from './redisKeys';
import type { Stage } from './stage';

/** What is there when all has come to an end, and should not be. */
export interface Left {
	notifications: number;
	runningJobs: number;
	itemsWithoutFile: number;
	callbackFiles: number;
	queue: QueueLeft;
}

/** Looks in VidiCore, S3 and Redis. `jobs` are all that were started meanwhile. */
export async function leftBehind(stage: Stage, jobs: JobDocument[]): Promise<Left> {
	const { http, lab } = stage;
	const { uri = [] } = await http.json<{ uri?: string[] }>('GET', '/API/job/notification');
	const finished = new Set(jobs.filter(({ status }) => endedWell(status)).map((job) => jobData(job, 'itemId')));
	const made = await itemsOfIngest(stage);
	return {
		notifications: uri.length,
		runningJobs: jobs.filter(({ status }) => jobOutcome(status) === 'running').length,
		itemsWithoutFile: made.filter((id) => !finished.has(id)).length,
		callbackFiles: await filesInCallback(stage),
		queue: await queueLeft(lab.n8n.redis.port),
	};
}

async function itemsOfIngest({ http }: Stage): Promise<string[]> {
	const all = new Set<string>();
	for (let first = 1; ;) {
		const { entries } = await listItems(http, { words: 'ingest' }, first, 100);
		for (const { id } of entries) all.add(id);
		if (entries.length === 0) return [...all];
		first += entries.length;
	}
}

async function filesInCallback({ world }: Stage): Promise<number> {
	const { endpoint, region, owner } = world.s3;
	const client = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
	try {
		const { KeyCount = 0 } = await client.send(new ListObjectsV2Command({ Bucket: world.callbackBucket }));
		return KeyCount;
	} finally {
		client.destroy();
	}
}
