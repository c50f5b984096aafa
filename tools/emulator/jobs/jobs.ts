import { once } from 'node:events';
import { ApiFault, invalidInput, notFound } from '../faults';
import { trainingTag } from '../configuration';
import { Archive } from '../archive';
import { curate } from '../faceservice/curate';
import { isFingerprint } from '../faceservice/modelFaces';
import type { Assignment, FaceResult, FaceService } from '../faceservice/service';
import type { ScriptedService } from '../services/script';
import { lookAt, needsCallback, siblingOf } from '../services/siblings';
import type { Item, Shape, User } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { Relay } from './notify';
import { priorityIn } from './priorities';
import { handOver } from './vidinetJob';
import { Job } from './job';
import type { S3Side } from './s3Side';

/** Does the work of a job; resolves to what is left to do when it is done and nobody has aborted it. */
type Work = (job: Job) => Promise<() => void | Promise<void>>;

const running = 3;

/** The values of a parameter that are `key=value`; cut at the first sign (documented forms). */
const pairsIn = (query: URLSearchParams, name: string): Array<[key: string, value: string]> =>
	query.getAll(name).map((entry) => {
		const [key = '', value = ''] = entry.split(/=(.*)/s);
		return [key, value];
	});

/** All jobs, and the work behind them. */
export class Jobs {
	readonly relay: Relay;
	private readonly jobs = new Map<string, Job>();
	/** The bucket in which the items' files lie. */
	readonly archive: Archive;
	private readonly archives = new Map<string, Archive>();
	private readonly working = new Set<Promise<void>>();
	private readonly works = new Map<string, Work>();
	private slots = running;
	private readonly queue: Array<() => void> = [];

	constructor(
		private readonly store: Store,
		readonly s3: S3Side,
		private readonly service: FaceService,
	) {
		this.relay = new Relay(store);
		this.archive = this.archiveIn(store.scenario.storage.bucket);
	}

	/** Any of the buckets that VidiCore's own user may read. */
	archiveIn(bucket: string): Archive {
		const { endpoint, region, vidicore } = this.s3;
		const known = this.archives.get(bucket) ?? new Archive(endpoint, region, vidicore, bucket);
		this.archives.set(bucket, known);
		return known;
	}

	/** The API's address, ending in `/API/`. */
	get baseUri(): string {
		return this.relay.baseUri;
	}

	set baseUri(uri: string) {
		this.relay.baseUri = uri;
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

	/** With an item go its files, and what the service knows of its face. */
	async removed({ id, shapes }: Item, keepsFiles = false): Promise<void> {
		this.service.forget(id);
		if (keepsFiles) return;
		for (const shape of shapes) await this.fileRemoved(shape);
	}

	/** With a shape goes its file. */
	async fileRemoved({ file, storage }: Pick<Shape, 'file' | 'storage'>): Promise<void> {
		if (file) await (storage ? this.archiveIn(storage.bucket) : this.archive).remove(file);
	}

	/** POST /job/{id}/re-run: the same again, with all its parameters (documented). */
	again(id: string, query: URLSearchParams, user: User): object {
		const { type, data } = this.get(id);
		const work = this.works.get(id);
		if (!work) throw notFound('Job', id);
		const parameters = [...data].filter(([key]) => !key.startsWith('errorMessage'));
		return this.start(type, query, user, parameters, work);
	}

	async close(): Promise<void> {
		for (const job of this.all()) job.abort();
		await Promise.allSettled(this.working);
		this.relay.goDown();
		for (const archive of this.archives.values()) archive.close();
		await this.service.close();
	}

	/** POST /item/{id}/analyze. */
	analyze(itemId: string, query: URLSearchParams, user: User): object {
		const item = this.store.item(itemId);
		const { callbackUri, sibling } = this.checkResources(query);
		const tag = query.get('tag') ?? 'original';
		return this.start(
			'ANALYZE',
			query,
			user,
			[
				['item', itemId],
				['itemId', itemId],
			],
			async (job) => {
				const { file, storage = this.store.archiveStorage } =
					item.shapes.find((shape) => shape.tag.includes(tag)) ?? {};
				if (!file) throw new Error(`The item ${itemId} has no file in the shape "${tag}"`);
				const work = (assignment: Assignment) =>
					sibling ? lookAt(this.store, sibling, item, file, assignment) : this.service.analyze(item, file, assignment);
				return await this.delegate(job, callbackUri, work, storage.bucket);
			},
		);
	}

	/** POST /collection/{id}/train. */
	train(collectionId: string, query: URLSearchParams, user: User): object {
		const collection = this.store.collection(collectionId);
		const { callbackUri, sibling } = this.checkResources(query);
		return this.start(uncertain.trainingJobType, query, user, [['collection', collectionId]], async (job) => {
			if (sibling) throw new Error(uncertain.othersCannotBeTrained);
			const portraits = [...collection.items]
				.flatMap((id) => this.store.items.get(id) ?? [])
				.filter(({ fields, shapes }) => fields.get(trainingTag) === 'true' && !shapes.every(isFingerprint));
			return await this.delegate(job, callbackUri, (assignment) => {
				if (portraits.length === 0)
					throw new Error('The cognitive service reported an error: the collection holds no training material');
				return this.service.train(portraits, assignment);
			});
		});
	}

	/** POST /job?type=VCS_TRAINING_…: the two job types that the configuration creates. */
	custom(query: URLSearchParams, user: User, metadata: ReadonlyArray<[string, string]> = []): Job {
		const type = query.get('type') ?? '';
		if (!this.store.jobTypes.has(type) || !type.startsWith('VCS_TRAINING_'))
			throw invalidInput('job', 'No job type of that name can be started', undefined, type);
		const job = this.create(type, query, user, [], metadata);
		this.run(job, () => Promise.resolve(() => curate(this.store, type, job.data)));
		return job;
	}

	/** A job of VidiCore's own about an item; what its work throws is why it fails. */
	onItem(type: string, item: Item, query: URLSearchParams, user: User, work: (job: Job) => Promise<void>): object {
		const own: Array<[string, string]> = [
			['item', item.id],
			['itemId', item.id],
		];
		return this.start(type, query, user, own, (job) => Promise.resolve(() => work(job)));
	}

	/** The same for a job about nothing that is there yet, or about what `data` says. */
	ofItsOwn(
		type: string,
		query: URLSearchParams,
		user: User,
		work: (job: Job) => Promise<void>,
		data: Array<[string, string]> = [],
	): object {
		return this.start(type, query, user, data, (job) => Promise.resolve(() => work(job)));
	}

	private start(type: string, query: URLSearchParams, user: User, own: Array<[string, string]>, work: Work): object {
		const job = this.create(type, query, user, own);
		this.run(job, work);
		return job.document('head');
	}

	private create(
		type: string,
		query: URLSearchParams,
		user: User,
		own: ReadonlyArray<[string, string]>,
		winning: ReadonlyArray<[string, string]> = [],
	): Job {
		const metadata = pairsIn(query, 'jobmetadata');
		const notification = query.get('notification');
		if (notification !== null && !this.store.notifications.has(notification))
			throw notFound('notification', notification);
		const all = [...own, ...metadata, ...winning];
		const id = this.store.nextId();
		const job = new Job(id, type, user.name, all, priorityIn(query), notification, pairsIn(query, 'notificationData'));
		this.jobs.set(job.id, job);
		if (query.get('holdJob') === 'true') job.status = 'HOLD';
		this.relay.jobHappened(job, 'CREATE');
		job.onUpdate = () => this.relay.jobHappened(job, 'UPDATE');
		return job;
	}

	/**
	 * The service and callback that the query names. Throws at once or, where VidiCore may do so, lets the job fail
	 * later.
	 */
	private checkResources(query: URLSearchParams): { callbackUri?: string; sibling?: ScriptedService } {
		const resource = this.store.resource('vidinet', query.get('resourceId') ?? '');
		const service = resource.vidinet;
		if (service?.type !== 'COGNITIVE_SERVICE')
			throw invalidInput(
				'analyze',
				'The resource is not a cognitive service',
				undefined,
				query.get('resourceId') ?? '',
			);
		if (service.state !== 'ONLINE')
			throw new ApiFault(409, 'conflict', {
				context: 'resource',
				id: query.get('resourceId') ?? '',
				explanation: `The service is ${service.state}`,
			});
		const sibling = siblingOf(this.store, resource);
		if (!query.has('callbackId') && !needsCallback(sibling)) return { sibling };
		return { callbackUri: this.store.resource('callback', query.get('callbackId') ?? '').callback?.uri, sibling };
	}

	private run(job: Job, work: Work): void {
		this.works.set(job.id, work);
		const life = this.live(job, work).finally(() => this.working.delete(life));
		this.working.add(life);
	}

	private async live(job: Job, work: Work): Promise<void> {
		if (job.status === 'HOLD' && !job.aborting) await once(job.signal, 'abort');
		await this.slot(job);
		await this.store.clock.wait(1, job.signal);
		if (!job.aborting) job.step(0, 'STARTED');
		await this.store.clock.wait(2, job.signal);
		try {
			const finish = job.aborting ? undefined : await work(job);
			if (!job.aborting) await finish?.();
			job.end(job.aborting ? 'ABORTED' : 'FINISHED');
		} catch (error) {
			if (job.aborting) job.end('ABORTED');
			else job.fail(error instanceof Error ? error.message : String(error));
		}
		this.free();
		this.relay.jobHappened(job, 'STOP');
	}

	/** Hands the job to VidiNet; it holds no slot while the service works. */
	private async delegate(
		job: Job,
		callbackUri: string | undefined,
		work: (assignment: Assignment) => Promise<FaceResult>,
		sourceBucket = this.store.scenario.storage.bucket,
	): Promise<() => Promise<void>> {
		job.step(1, 'VIDINET_JOB');
		this.free();
		try {
			const finish = await handOver(
				{ s3: this.s3, archive: this.archive, sourceBucket, callbackUri, job },
				async (assignment) => await work(assignment),
			);
			return async () => {
				job.step(2, 'STARTED');
				await finish();
			};
		} finally {
			await this.slot(job);
		}
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
