import type { KeyPair } from '../index';
import { ApiFault, invalidInput, notFound } from '../faults';
import { trainingTag } from '../configuration';
import { scriptedFaceService, type FaceService } from '../faceservice/scripted';
import type { Store, User } from '../store';
import { uncertain } from '../uncertain';
import { deliver, stopRelay } from './notify';
import { handOver } from './handOver';
import { Job } from './job';

export interface S3Side {
	endpoint: string;
	region: string;
	cognitive: KeyPair;
	vidicore: KeyPair;
}

const running = 3;

/** All jobs, and the work behind them. */
export class Jobs {
	baseUri = '';
	private readonly jobs = new Map<string, Job>();
	private readonly service: FaceService;
	private slots = running;
	private readonly queue: Array<() => void> = [];

	constructor(
		private readonly store: Store,
		private readonly s3: S3Side,
	) {
		this.service = scriptedFaceService(store);
	}

	all(): Job[] {
		return [...this.jobs.values()];
	}

	get(id: string): Job {
		const job = this.jobs.get(id);
		if (!job) throw notFound('Job', id);
		return job;
	}

	forget(ids: string[]): void {
		for (const id of ids) this.jobs.delete(id);
	}

	close(): void {
		stopRelay();
	}

	/** POST /item/{id}/analyze. */
	analyze(itemId: string, query: URLSearchParams, user: User): object {
		const item = this.store.item(itemId);
		const callbackUri = this.checkResources(query);
		return this.start('ANALYZE', query, user, [['item', itemId], ['itemId', itemId]], async (job) => {
			await this.work(job, item.video?.durationSeconds ?? 10, item.video?.neverEnds === true);
			return await handOver(this.s3, { bucket: this.store.scenario.storage.bucket, key: item.video?.file ?? `${itemId}.jpg` }, callbackUri, job, () => this.service.analyze(item, job.data));
		});
	}

	/** POST /collection/{id}/train. */
	train(collectionId: string, query: URLSearchParams, user: User): object {
		const collection = this.store.collection(collectionId);
		const callbackUri = this.checkResources(query);
		return this.start(uncertain.trainingJobType, query, user, [['collection', collectionId]], async (job) => {
			const portraits = [...collection.items].flatMap((id) => this.store.items.get(id) ?? []).filter(({ fields }) => fields.get(trainingTag) === 'true');
			await this.work(job, 5 + portraits.length, false);
			if (portraits.length === 0) return () => job.fail('The cognitive service reported an error: the collection holds no training material');
			return await handOver(this.s3, undefined, callbackUri, job, () => this.service.train(portraits));
		});
	}

	/** POST /job?type=VCS_TRAINING_…: the two job types that the configuration creates. */
	custom(query: URLSearchParams, user: User): Job {
		const type = query.get('type') ?? '';
		if (!this.store.jobTypes.has(type) || !type.startsWith('VCS_TRAINING_')) throw invalidInput('job', 'No job type of that name can be started', undefined, type);
		const job = this.create(type, query, user, []);
		void this.run(job, async () => () => this.service.curate(type, job.data));
		return job;
	}

	private start(type: string, query: URLSearchParams, user: User, own: Array<[string, string]>, work: (job: Job) => Promise<() => void>): object {
		const job = this.create(type, query, user, own);
		void this.run(job, work);
		return job.document(false);
	}

	private create(type: string, query: URLSearchParams, user: User, own: Array<[string, string]>): Job {
		const metadata = query.getAll('jobmetadata').map((entry): [string, string] => {
			const [key = '', value = ''] = entry.split(/=(.*)/s);
			return [key, value];
		});
		const job = new Job(this.store.nextId(), type, user.name, [...own, ...metadata], query.get('priority'));
		this.jobs.set(job.id, job);
		return job;
	}

	/** The service and callback that the query names. Throws at once or, where VidiCore may do so, lets the job fail later. */
	private checkResources(query: URLSearchParams): string {
		const service = this.store.resource('vidinet', query.get('resourceId') ?? '').vidinet;
		if (service?.type !== 'COGNITIVE_SERVICE') throw invalidInput('analyze', 'The resource is not a cognitive service', undefined, query.get('resourceId') ?? '');
		if (service.state !== 'ONLINE') throw new ApiFault(409, 'conflict', { context: 'resource', id: query.get('resourceId') ?? '', explanation: `The service is ${service.state}` });
		return this.store.resource('callback', query.get('callbackId') ?? '').callback?.uri ?? '';
	}

	private async run(job: Job, work: (job: Job) => Promise<() => void>): Promise<void> {
		await this.slot(job);
		await this.store.clock.wait(1);
		if (!job.aborting) job.step(0, 'STARTED');
		await this.store.clock.wait(2);
		try {
			const finish = job.aborting ? () => undefined : await work(job);
			if (job.aborting) job.end('ABORTED');
			else {
				finish();
				if (!job.ended) job.end('FINISHED');
			}
		} catch (error) {
			job.fail(error instanceof Error ? error.message : String(error));
		}
		this.free();
		deliver(this.store, job, this.baseUri);
	}

	/** Handed to VidiNet: takes half as long as the media, and holds no slot meanwhile. */
	private async work(job: Job, mediaSeconds: number, neverEnds: boolean): Promise<void> {
		job.step(1, 'VIDINET_JOB');
		this.free();
		const parts = 10;
		for (let part = 0; (part < parts || neverEnds) && !job.aborting; part++) {
			job.progress(neverEnds ? 50 : (part * 100) / parts);
			await this.store.clock.wait(mediaSeconds / 2 / parts);
		}
		await this.slot(job);
	}

	private async slot(job: Job): Promise<void> {
		if (this.slots > 0 || job.priority === 'IMMEDIATE') this.slots -= 1;
		else await new Promise<void>((resolve) => this.queue.push(resolve));
	}

	private free(): void {
		const next = this.queue.shift();
		if (next) next();
		else this.slots += 1;
	}
}
