import { once } from 'node:events';
import type { Item, User } from '../entities';
import { notFound } from '../faults';
import { pairsIn } from '../keysAndValues';
import type { Store } from '../store';
import { Archives } from './archives';
import { Job } from './job';
import { Relay } from './notify';
import { priorityIn } from './priorities';
import type { S3Side } from './s3Side';
import { Slots } from './slots';

/** Does the work of a job; resolves to what is left to do when it is done and nobody has aborted it. */
export type Work = (job: Job) => Promise<() => void | Promise<void>>;

const running = 3;

/** What the data of a job says that is about an item. */
export const aboutItem = (itemId: string): Array<[string, string]> => [
	['item', itemId],
	['itemId', itemId],
];

/** All jobs, and the work behind them. */
export class Jobs {
	readonly relay: Relay;
	private readonly jobs = new Map<string, Job>();
	readonly archives: Archives;
	readonly slots = new Slots(running);
	private readonly working = new Set<Promise<void>>();
	private readonly works = new Map<string, Work>();

	constructor(
		private readonly store: Store,
		s3: S3Side,
	) {
		this.relay = new Relay(store);
		this.archives = new Archives(s3, store.scenario.storage.bucket);
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

	/** POST /job/{id}/re-run: the same again, with all its parameters (documented). */
	again(id: string, query: URLSearchParams, user: User): object {
		const { type, data } = this.get(id);
		const work = this.works.get(id);
		if (!work) throw notFound('Job', id);
		const parameters = [...data].filter(([key]) => !key.startsWith('errorMessage'));
		return this.start(type, query, user, parameters, work).document('head');
	}

	async close(): Promise<void> {
		for (const job of this.all()) job.abort();
		await Promise.allSettled(this.working);
		this.relay.goDown();
		this.archives.close();
	}

	/** A job of VidiCore's own about an item; what its work throws is why it fails. */
	onItem(type: string, item: Item, query: URLSearchParams, user: User, work: (job: Job) => Promise<void>): object {
		return this.start(type, query, user, aboutItem(item.id), (job) => Promise.resolve(() => work(job))).document(
			'head',
		);
	}

	/** The same for a job about nothing that is there yet, or about what `data` says. */
	ofItsOwn(
		type: string,
		query: URLSearchParams,
		user: User,
		work: (job: Job) => Promise<void>,
		data: Array<[string, string]> = [],
	): object {
		return this.start(type, query, user, data, (job) => Promise.resolve(() => work(job))).document('head');
	}

	/** Any job. What it is about stands in `own`; what stands in `winning` wins over what the query says. */
	start(
		type: string,
		query: URLSearchParams,
		user: User,
		own: ReadonlyArray<[string, string]>,
		work: Work,
		winning: ReadonlyArray<[string, string]> = [],
	): Job {
		const job = this.create(type, query, user, own, winning);
		this.run(job, work);
		return job;
	}

	private create(
		type: string,
		query: URLSearchParams,
		user: User,
		own: ReadonlyArray<[string, string]>,
		winning: ReadonlyArray<[string, string]>,
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

	private run(job: Job, work: Work): void {
		this.works.set(job.id, work);
		const life = this.live(job, work).finally(() => this.working.delete(life));
		this.working.add(life);
	}

	private async live(job: Job, work: Work): Promise<void> {
		if (job.status === 'HOLD' && !job.aborting) await once(job.signal, 'abort');
		await this.slots.take(job);
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
		this.slots.free();
		this.relay.jobHappened(job, 'STOP');
	}
}
