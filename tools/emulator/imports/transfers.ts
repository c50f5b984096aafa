import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invalidInput } from '../faults';

interface Transfer {
	path: string;
	size?: number;
	/** Which bytes are there, each part as [first, behind the last]. */
	parts: Array<[from: number, to: number]>;
}

/** Files that are being sent, in parts and in whatever order; they lie in a folder of their own, not in memory. */
export class Transfers {
	private readonly running = new Map<string, Transfer>();
	private folder?: string;
	private files = 0;

	/** The name of a file that does not exist yet. */
	scratch(): string {
		this.folder ??= mkdtempSync(join(tmpdir(), 'vidicore-imports-'));
		return join(this.folder, String((this.files += 1)));
	}

	/**
	 * Takes in a part of the transfer of that name, at the place that the headers `index` and `size` say; without them
	 * the body is all. Resolves to the file when all of it is there, and to undefined before. What a connection that
	 * breaks has brought does not count. Throws an ApiFault for a part that does not fit.
	 */
	async receive(name: string, message: IncomingMessage): Promise<string | undefined> {
		const index = place(message, 'index') ?? 0;
		const size = place(message, 'size');
		const transfer = this.running.get(name) ?? {
			path: this.scratch(),
			parts: [],
			...(size === undefined ? {} : { size }),
		};
		if (transfer.size !== size)
			throw invalidInput('size', 'The size differs from that of the parts before', undefined, String(size));
		this.running.set(name, transfer);
		const to = await written(message, transfer.path, index);
		if (size !== undefined && to > size)
			throw invalidInput('index', 'The part reaches beyond the size', undefined, String(index));
		transfer.parts.push([index, to]);
		if (size !== undefined && covered(transfer.parts) < size) return undefined;
		this.running.delete(name);
		return transfer.path;
	}

	close(): void {
		if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
	}
}

function place({ headers }: IncomingMessage, name: string): number | undefined {
	const text = headers[name];
	if (text === undefined) return undefined;
	if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
	throw invalidInput(name, 'Not a number of bytes', undefined, String(text));
}

/** Writes the body from that place on; resolves to where it ends. */
async function written(message: IncomingMessage, path: string, from: number): Promise<number> {
	const file = await open(path, 'a').then(async (made) => {
		await made.close();
		return await open(path, 'r+');
	});
	try {
		let at = from;
		for await (const bytes of message as AsyncIterable<Buffer>) {
			await file.write(bytes, 0, bytes.length, at);
			at += bytes.length;
		}
		return at;
	} finally {
		await file.close();
	}
}

/** How many bytes are there from the beginning without a gap. */
function covered(parts: Transfer['parts']): number {
	let end = 0;
	for (const [from, to] of [...parts].sort(([a], [b]) => a - b)) {
		if (from > end) break;
		end = Math.max(end, to);
	}
	return end;
}
