import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Paths of the programs. */
export interface MediaTools {
	ffmpeg: string;
	ffprobe: string;
}

/** Starts one of the programs; a signal kills it. */
export function start(program: string, args: string[], signal?: AbortSignal): ChildProcess {
	return spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
}

/** Resolves when the program has ended, to its last words if it had something to complain about. */
export async function end(child: ChildProcess): Promise<string | undefined> {
	let words = '';
	child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2000)));
	child.stdin?.on('error', () => undefined); // it may have ended before it has read all
	const failure = new Promise<string | undefined>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code) =>
			resolve(words.trim() ? lastLine(words) : code === 0 ? undefined : `it ended with ${code}`),
		);
	});
	return await failure;
}

/**
 * ffmpeg begins its lines with the place in its code and ends them with the file's name; neither says anything to a
 * user.
 */
const lastLine = (words: string) =>
	(words.trim().split('\n').at(-1) ?? '')
		.replace(/^\[[^\]]*\] /, '')
		.replace(/^\/\S*: /, '')
		.trim();

/** Runs it to its end. Resolves to what it wrote, and to its complaint if it had one. */
export async function run(
	program: string,
	args: string[],
	input?: Buffer,
): Promise<{ output: Buffer; problem?: string }> {
	const child = start(program, args);
	const chunks: Buffer[] = [];
	child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = end(child);
	child.stdin?.end(input);
	const [problem] = await Promise.all([ended, once(child, 'close').catch(() => undefined)]);
	return { output: Buffer.concat(chunks), problem };
}
