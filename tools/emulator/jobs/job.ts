import { stamp } from '../documents';
import { uncertain } from '../uncertain';

interface Task {
	id: number;
	step: number;
	attempts: number;
	status: string;
	timestamp: string;
	description: string;
	progress?: { value: number; total: number; unit: 'percent' };
	errorMessage?: string;
}

/** A job's visible life: its state, its metadata and the log of its steps. Who works on it calls these methods. */
export class Job {
	status = 'READY';
	readonly data: Map<string, string>;
	readonly started = stamp();
	private finished?: string;
	private readonly cancel = new AbortController();
	private readonly tasks: Task[] = [];

	constructor(
		readonly id: string,
		readonly type: string,
		readonly user: string,
		metadata: Iterable<[string, string]>,
		public priority: string,
		/** The placeholder notification that is told of it. */
		readonly notification: string | null,
		/** What its messages are to say beside that. */
		readonly notificationData: ReadonlyArray<readonly [key: string, value: string]> = [],
	) {
		this.data = new Map(metadata);
	}

	/** As VidiCore writes it in XML, so that Date.parse takes it. */
	get finishedAt(): string | undefined {
		return this.finished?.replace('+0000', 'Z');
	}

	get ended(): boolean {
		return /^(FINISHED|FAILED|ABORTED$)/.test(this.status);
	}

	/** The number of the step at which it is, or was last. */
	get currentStep(): number | undefined {
		return this.tasks.at(-1)?.step;
	}

	/** Aborted with the job. */
	get signal(): AbortSignal {
		return this.cancel.signal;
	}

	get aborting(): boolean {
		return this.status === 'ABORTED_PENDING';
	}

	/** Each change of its step is told here. */
	onUpdate: () => void = () => undefined;

	/** Begins the step of that index; the one before it is done. */
	step(index: number, status: string): void {
		this.done();
		const { number, description } = uncertain.steps[index] ?? uncertain.steps[0];
		this.tasks.push({
			id: this.tasks.length + 1,
			step: number,
			attempts: 1,
			status: 'STARTED',
			timestamp: stamp(),
			description,
		});
		if (!this.aborting) this.status = status;
		this.onUpdate();
	}

	progress(percent: number): void {
		const task = this.tasks.at(-1);
		if (task) task.progress = { value: Math.round(percent), total: 100, unit: 'percent' };
	}

	end(status: string): void {
		this.done();
		this.status = status;
		this.finished = stamp();
	}

	/** The step fails twice, as VidiCore tries again before it gives up (recorded), and with it the job. */
	fail(message: string): void {
		const task = this.tasks.at(-1);
		if (task) {
			Object.assign(task, { status: 'FAILED_RETRY', errorMessage: message });
			this.tasks.push({ ...task, id: task.id + 1, attempts: 2, status: 'FAILED_FATAL', timestamp: stamp() });
			for (const attempt of [0, 1]) this.data.set(`errorMessage-${task.step}-0-${attempt}`, message);
		}
		this.status = 'FAILED_TOTAL';
		this.finished = stamp();
	}

	abort(): void {
		if (this.ended) return;
		this.status = 'ABORTED_PENDING';
		this.cancel.abort();
	}

	/**
	 * A JobDocument: its head, as answers of a creation and lists have it; with the item and the log, as it is read; or
	 * with all its metadata (all three recorded).
	 */
	document(part: 'head' | 'item' | 'all'): object {
		const { id: jobId, user, started, finished, status, type, priority } = this;
		const head = { jobId, user, started, ...(finished ? { finished } : {}), status, type, priority };
		if (part === 'head') return head;
		const last = this.tasks.at(-1);
		return {
			...head,
			...(last ? { currentStep: { description: last.description, number: last.step, status: last.status } } : {}),
			data: [...this.data].filter(([key]) => part === 'all' || key === 'item').map(([key, value]) => ({ key, value })),
			totalSteps: uncertain.steps.length,
			log: { task: this.tasks },
		};
	}

	private done(): void {
		const task = this.tasks.at(-1);
		if (task?.status === 'STARTED')
			Object.assign(task, { status: 'FINISHED' }, task.progress ? { progress: { ...task.progress, value: 100 } } : {});
	}
}
