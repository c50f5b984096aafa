import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Closer = () => Promise<void> | void;

/** What must be undone when we end, last in first out: so each part can rely on those that were there before it. */
export class CleanUp {
	private readonly closers: Closer[] = [];
	private running?: Promise<void>;

	add(closer: Closer): void {
		this.closers.push(closer);
	}

	/** A folder below the system's temporary one that is removed with the rest; the path without links in it. */
	tempFolder(prefix: string): string {
		const folder = mkdtempSync(join(realpathSync(tmpdir()), `n8n-nodes-vidicore-${prefix}-`));
		this.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
		return folder;
	}

	/** Undoes everything, once; a closer that fails does not keep the others from running, its error is thrown at the end. */
	run(): Promise<void> {
		this.running ??= this.runAll();
		return this.running;
	}

	private async runAll(): Promise<void> {
		const failures: unknown[] = [];
		for (let closer = this.closers.pop(); closer; closer = this.closers.pop()) {
			try {
				await closer();
			} catch (error) {
				failures.push(error);
			}
		}
		if (failures.length) throw failures[0];
	}
}

/** Runs the clean-up when a person or a supervisor ends us, and then ends with the signal's usual exit code. For commands, not for tests. */
export function cleanUpOnSignals(cleanUp: CleanUp, log: (line: string) => void): void {
	const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
	for (const [signal, code] of Object.entries(codes)) {
		process.on(signal, () => {
			log('Stopping everything that was started …');
			void cleanUp.run().finally(() => process.exit(code));
		});
	}
}
