import { randomInt } from 'node:crypto';
import type { Happening, Notification } from '../entities';
import type { Store } from '../store';
import type { Job } from './job';
import { concernsItem, concernsJob, fieldsOf, type JobAction } from './triggers';

/** What a test can make of the messages on their way. */
export interface RelayFaults {
	/** So many of the next messages get lost. */
	drop: number;
	/** How often each message is sent. */
	copies: number;
	delayMs: number;
}

/** One attempt to deliver a message, and what it was answered: undefined when nobody answered. */
export interface Delivery {
	url: string;
	status?: number;
}

/**
 * Sends messages to those who asked for them: asynchronously, one after the other for each notification, again after
 * a failure, in no particular order of keys.
 */
export class Relay {
	readonly faults: RelayFaults = { drop: 0, copies: 1, delayMs: 0 };
	/** All attempts since the start, in their order. */
	readonly deliveries: Delivery[] = [];
	baseUri = '';
	private readonly pending = new Set<AbortController>();
	private readonly lines = new Map<string, Promise<void>>();
	private readonly store: Store;
	private down = false;
	private sequence = 0;

	constructor(store: Store) {
		this.store = store;
		store.announce = (happening) => this.announce(happening);
	}

	/** Tells of a job to those who asked for all jobs or that one, and to the notification that it was started with. */
	jobHappened(job: Job, action: JobAction): void {
		const { jobId, user, started, status, type } = job.document('head') as Record<string, string>;
		const more = Object.fromEntries([...job.data, ...job.notificationData]);
		const payload = () => this.payload({ jobId, user, started, status, type, action, ...more });
		this.tell(({ id, scope, document: { trigger } }) => {
			const meant = ['job', `job/${job.id}`].includes(scope) || (scope === 'placeholder' && id === job.notification);
			return meant && concernsJob(trigger.job, job, action) ? payload() : undefined;
		});
	}

	/** Resolves when no message is under way any more: each was taken, or given up. */
	async delivered(): Promise<void> {
		for (let before = -1; before !== this.sequence;) {
			before = this.sequence;
			await Promise.all(this.lines.values());
		}
	}

	/** What was not delivered yet is lost, as when VidiCore is killed. */
	goDown(): void {
		this.down = true;
		for (const controller of this.pending) controller.abort();
		this.pending.clear();
		this.lines.clear();
	}

	comeUp(): void {
		this.down = false;
	}

	private announce(happening: Happening): void {
		if (happening.kind === 'collection') {
			const { id } = happening.collection;
			// Which keys a collection's message has is inferred from those of an item.
			this.tell(({ scope, document: { trigger } }) =>
				(scope === 'collection' || scope === `collection/${id}`) && trigger.collection && 'modify' in trigger.collection
					? this.payload({ collectionId: id, action: 'MODIFY' })
					: undefined,
			);
			return;
		}
		if (happening.kind === 'item') {
			const { item, action } = happening;
			this.tell(({ scope, document: { trigger } }) =>
				(scope === 'item' || scope === `item/${item.id}`) && concernsItem(trigger.item, action)
					? this.payload({ itemId: item.id, action })
					: undefined,
			);
			return;
		}
		const { item, change, fields } = happening;
		this.tell(({ scope, document: { trigger } }) => {
			const wanted = fieldsOf(trigger.metadata);
			const told = fields.filter(([name]) => wanted.includes(name));
			return (scope === 'item' || scope === `item/${item.id}`) && told.length > 0
				? this.payload({ itemId: item.id, changeSetId: change.id, userName: change.user, ...Object.fromEntries(told) })
				: undefined;
		});
	}

	private tell(message: (notification: Notification) => string | undefined): void {
		if (this.down) return;
		for (const notification of this.store.notifications.values()) {
			const body = message(notification);
			if (body === undefined) continue;
			if (this.faults.drop > 0) this.faults.drop -= 1;
			else for (let copy = 0; copy < this.faults.copies; copy++) this.line(notification, body);
		}
	}

	private line({ id, document }: Notification, body: string): void {
		const { http } = document.action;
		if (!http) return;
		const { url, method, retry } = http;
		const before = this.lines.get(id) ?? Promise.resolve();
		this.lines.set(
			id,
			before.then(async () => await this.send(id, url, method, body, retry)),
		);
	}

	private async send(id: string, url: string, method: string, body: string, retries: number): Promise<void> {
		if (this.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.faults.delayMs));
		const controller = new AbortController();
		this.pending.add(controller);
		for (
			let attempt = 0;
			attempt <= retries && !controller.signal.aborted && this.store.notifications.has(id);
			attempt++
		) {
			const answer = await fetch(url, {
				method,
				body,
				headers: { 'content-type': 'application/json' },
				signal: controller.signal,
			}).catch(() => undefined);
			this.deliveries.push({ url, status: answer?.status });
			if (answer?.ok) break;
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
		this.pending.delete(controller);
	}

	/** One flat list of keys and values, all strings, in random order (recorded). */
	private payload(values: Record<string, string | undefined>): string {
		const all = { ...values, baseUri: this.baseUri, sequenceNumber: String((this.sequence += 1)) };
		const field = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
		for (let last = field.length - 1; last > 0; last--) {
			const other = randomInt(last + 1);
			[field[last], field[other]] = [field[other] as (typeof field)[number], field[last] as (typeof field)[number]];
		}
		return JSON.stringify({ field });
	}
}
