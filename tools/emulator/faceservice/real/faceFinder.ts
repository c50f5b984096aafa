import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Box, Picture } from './picture';

/** A face in a picture, and the 128 numbers by which it is told from others. */
export interface FoundFace {
	box: Box;
	/** How sure the detector is that this is a face, from 0 to 1. */
	score: number;
	descriptor: Float32Array;
}

export interface Found {
	/** The picture that was handed in; its bytes travel to the worker and back. */
	picture: Picture;
	faces: FoundFace[];
}

/** Where the parts of the engine lie. */
export interface EngineFiles {
	/** The bundled face-api with its wasm backend. */
	bundle: string;
	/** The folder of the backend's wasm files. */
	wasm: string;
	/** The folder of the weights. */
	models: string;
}

interface Task {
	picture: Picture;
	resolve(found: Found): void;
	reject(error: Error): void;
}

interface Seat {
	worker: Worker;
	task?: Task;
}

/** Looks for faces in pictures, in worker threads with an engine each (450 MB), so that nothing here ever blocks. */
export class FaceFinder {
	private readonly seats: Seat[] = [];
	private readonly queue: Task[] = [];

	/** Workers start with the first picture. */
	constructor(
		private readonly files: EngineFiles,
		readonly workers: number,
	) {}

	/** Rejects when a worker dies over it; the next picture gets a new worker. */
	find(picture: Picture): Promise<Found> {
		return new Promise((resolve, reject) => {
			this.queue.push({ picture, resolve, reject });
			this.next();
		});
	}

	async close(): Promise<void> {
		const seats = this.seats.splice(0);
		for (const task of [...this.queue.splice(0), ...seats.flatMap((seat) => seat.task ?? [])])
			task.reject(new Error('The face service was stopped'));
		await Promise.all(seats.map(({ worker }) => worker.terminate()));
	}

	private next(): void {
		if (this.queue.length === 0) return;
		const seat = this.seats.find(({ task }) => !task) ?? (this.seats.length < this.workers ? this.open() : undefined);
		const task = seat && this.queue.shift();
		if (!seat || !task) return;
		seat.task = task;
		seat.worker.ref(); // work keeps the process alive, an idle worker does not
		seat.worker.postMessage(task.picture, [task.picture.rgb.buffer]);
	}

	private open(): Seat {
		const worker = new Worker(join(__dirname, 'worker.ts'), {
			workerData: this.files,
			execArgv: ['--require', 'tsx/cjs'],
		});
		const seat: Seat = { worker };
		const over = (error: Error) => {
			const index = this.seats.indexOf(seat);
			if (index >= 0) this.seats.splice(index, 1);
			seat.task?.reject(new Error(`The face engine failed: ${error.message}`));
			seat.task = undefined;
			this.next();
		};
		worker.on('message', (answer: Found | { problem: string }) => {
			const { task } = seat;
			seat.task = undefined;
			worker.unref();
			if ('problem' in answer) task?.reject(new Error(`The face engine failed: ${answer.problem}`));
			else task?.resolve(answer);
			this.next();
		});
		worker.on('error', over);
		worker.on('exit', (code) => over(new Error(`its thread ended with ${code}`)));
		this.seats.push(seat);
		return seat;
	}
}
