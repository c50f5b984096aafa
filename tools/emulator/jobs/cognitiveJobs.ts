import { trainingTag } from '../configuration';
import type { User } from '../entities';
import { curate } from '../faceservice/curate';
import { isFingerprint } from '../faceservice/modelFaces';
import type { Assignment, FaceResult, FaceService } from '../faceservice/service';
import { ApiFault, invalidInput } from '../faults';
import type { ScriptedService } from '../services/script';
import { lookAt, needsCallback, siblingOf } from '../services/siblings';
import { shapesWith } from '../metadata/shapeDocument';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import type { Job } from './job';
import { aboutItem, type Jobs, type Work } from './jobs';
import { ownAnalysis } from './ownAnalysis';
import { handOver } from './vidinetJob';

/** The jobs that VidiNet's services work on: the face service, and its siblings. */
export class CognitiveJobs {
	constructor(
		private readonly store: Store,
		private readonly jobs: Jobs,
		private readonly service: FaceService,
	) {}

	/** POST /item/{id}/analyze: with `resourceId` by a service of VidiNet's, without by VidiCore itself. */
	analyze(itemId: string, query: URLSearchParams, user: User): object {
		const item = this.store.item(itemId);
		if (!query.has('resourceId')) return ownAnalysis(this.jobs, query, user, aboutItem(item.id));
		const { callbackUri, sibling } = this.checkResources(query);
		const tag = query.get('tag') ?? 'original';
		const look = async (job: Job) => {
			const { file, storage = this.store.archiveStorage } = shapesWith(item, [tag])[0] ?? {};
			if (!file) throw new Error(`The item ${itemId} has no file in the shape "${tag}"`);
			const work = (assignment: Assignment) =>
				sibling ? lookAt(this.store, sibling, item, file, assignment) : this.service.analyze(item, file, assignment);
			return await this.delegate(job, callbackUri, work, storage.bucket);
		};
		return this.jobs.start('ANALYZE', query, user, aboutItem(itemId), look).document('head');
	}

	/** POST /collection/{id}/train. */
	train(collectionId: string, query: URLSearchParams, user: User): object {
		const collection = this.store.collection(collectionId);
		const { callbackUri, sibling } = this.checkResources(query);
		const learn = async (job: Job) => {
			if (sibling) throw new Error(uncertain.othersCannotBeTrained);
			const portraits = [...collection.items]
				.flatMap((id) => this.store.items.get(id) ?? [])
				.filter(({ fields, shapes }) => fields.get(trainingTag) === 'true' && !shapes.every(isFingerprint));
			return await this.delegate(job, callbackUri, (assignment) => {
				if (portraits.length === 0)
					throw new Error('The cognitive service reported an error: the collection holds no training material');
				return this.service.train(portraits, assignment);
			});
		};
		const about: Array<[string, string]> = [['collection', collectionId]];
		return this.jobs.start(uncertain.trainingJobType, query, user, about, learn).document('head');
	}

	/** POST /job?type=VCS_TRAINING_…: the two job types that the configuration creates. */
	custom(query: URLSearchParams, user: User, metadata: ReadonlyArray<[string, string]> = []): Job {
		const type = query.get('type') ?? '';
		if (!this.store.jobTypes.has(type) || !type.startsWith('VCS_TRAINING_'))
			throw invalidInput('job', 'No job type of that name can be started', undefined, type);
		const work: Work = ({ data }) => Promise.resolve(() => curate(this.store, type, data));
		return this.jobs.start(type, query, user, [], work, metadata);
	}

	/** With an item goes what the service knows of its face. */
	forget(itemId: string): void {
		this.service.forget(itemId);
	}

	async close(): Promise<void> {
		await this.service.close();
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

	/** Hands the job to VidiNet; it holds no slot while the service works. */
	private async delegate(
		job: Job,
		callbackUri: string | undefined,
		work: (assignment: Assignment) => Promise<FaceResult>,
		sourceBucket = this.store.scenario.storage.bucket,
	): Promise<() => Promise<void>> {
		job.step(1, 'VIDINET_JOB');
		const { archives, slots } = this.jobs;
		const order = { s3: archives.s3, archive: archives.own, sourceBucket, callbackUri, job };
		const finish = await slots.without(job, () => handOver(order, async (assignment) => await work(assignment)));
		return async () => {
			job.step(2, 'STARTED');
			await finish();
		};
	}
}
