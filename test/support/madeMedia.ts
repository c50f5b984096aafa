import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaTools } from '../../tools/emulator/faceservice/real/programs';

/** Media that are odd in one way each, made with ffmpeg in a temporary folder. */
export class MadeMedia {
	readonly folder = mkdtempSync(join(tmpdir(), 'vidicore-media-'));

	constructor(private readonly tools: MediaTools) {}

	/** Runs ffmpeg with these arguments and the file's path behind them. */
	make(name: string, ...args: string[]): string {
		const file = join(this.folder, name);
		execFileSync(this.tools.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args, file], { stdio: 'pipe' });
		return file;
	}

	write(name: string, content: string | Buffer): string {
		const file = join(this.folder, name);
		writeFileSync(file, content);
		return file;
	}

	/** The first part of a file. */
	cut(name: string, source: string, share: number): string {
		const bytes = readFileSync(source);
		return this.write(name, bytes.subarray(0, Math.floor(bytes.length * share)));
	}

	/** The same video with a note in its track header that players shall turn it by 90 degrees clockwise. */
	turned(name: string, source: string): string {
		const bytes = readFileSync(source);
		// Behind version, times, id, duration, layer, group and volume (ISO 14496-12, version 0).
		const matrix = bytes.indexOf('tkhd') + 44;
		[0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000].forEach((value, index) =>
			bytes.writeInt32BE(value, matrix + index * 4),
		);
		return this.write(name, bytes);
	}
}
