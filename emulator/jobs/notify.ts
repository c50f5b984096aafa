import type { Store } from '../store';
import type { Job } from './job';

interface HttpAction {
	http?: { url?: string; method?: string; retry?: string | number; timeout?: string | number };
}

const pending = new Set<AbortController>();

/** Tells those who asked to know that a job has stopped: asynchronously, again after a failure, in no particular order of keys. */
export function deliver(store: Store, job: Job, baseUri: string): void {
	for (const { scope, document } of store.notifications.values()) {
		if (scope !== 'job' && scope !== `job/${job.id}`) continue;
		const { action, trigger } = document as { action?: HttpAction; trigger?: { job?: Record<string, unknown> } };
		const on = trigger?.job ?? {};
		const concerns = 'stop' in on || ('finished' in on && job.status.startsWith('FINISHED')) || ('fail' in on && job.status.startsWith('FAILED'));
		const url = action?.http?.url;
		if (concerns && url) void send(url, action?.http?.method ?? 'POST', payload(job, baseUri), Number(action?.http?.retry ?? 0));
	}
}

export function stopRelay(): void {
	for (const controller of pending) controller.abort();
	pending.clear();
}

async function send(url: string, method: string, body: string, retries: number): Promise<void> {
	const controller = new AbortController();
	pending.add(controller);
	for (let attempt = 0; attempt <= retries && !controller.signal.aborted; attempt++) {
		const answer = await fetch(url, { method, body, headers: { 'content-type': 'application/json' }, signal: controller.signal }).catch(() => undefined);
		if (answer?.ok) break;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	pending.delete(controller);
}

/** One flat list of keys and values, all strings, in random order (recorded). */
function payload(job: Job, baseUri: string): string {
	const { jobId, user, started, status, type } = job.document(false) as Record<string, string>;
	const field = Object.entries({ jobId, user, started, status, type, action: 'STOP', baseUri, ...Object.fromEntries(job.data) }).map(([key, value]) => ({ key, value }));
	return JSON.stringify({ field: field.sort(() => Math.random() - 0.5) });
}
