import { createHash, randomUUID } from 'node:crypto';
import { openWorld } from '../emulator/world';
import { usual, worstCaseOf } from '../emulator/worstCase';
import { importOnce } from '../../vidicore/imports/importOnce';
import type { VidiCoreHttp } from '../../vidicore/http';
import { metadataDocument } from '../../vidicore/items/metadata';
import { searchItems } from '../../vidicore/items/items';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { readIds } from '../../vidicore/plainLists';
import { cuttingProxy } from './cuttingProxy';
import { vidiCoreOver } from './fetchTransport';
import { randomFrom } from './randomFrom';

export interface CutImports {
	imports: number;
	/** Connections that were cut. */
	cuts: number;
	/** How often n8n's "Retry On Fail" ran the node again. */
	retries: number;
	/** Imports that did not succeed within n8n's five tries. */
	failed: number;
	/** Items in VidiCore at the end. */
	items: number;
	/** Files that became more than one item. */
	twice: number;
	/** Items without their file. */
	empty: number;
}

/** n8n tries a node five times at most. */
const tries = 5;
const [fileBytes, partBytes] = [150_000, 64_000];

/**
 * Imports that many files, some at a time, over connections of which most are cut at a random point of the request or
 * of the answer; each is tried again as n8n does it. Resolves to what VidiCore holds in the end.
 */
export async function cutImports(count: number, seed: number): Promise<CutImports> {
	// What came of it is read in one page.
	const { pageSize, absentLists } = usual;
	const world = await openWorld({ worstCase: { ...worstCaseOf(), pageSize, absentLists } });
	const random = randomFrom(seed);
	// No connection lasts for more than two files; a third of them break among the small requests around a file.
	const lasts = () => Math.ceil(random() * (random() < 1 / 3 ? 3000 : 2 * fileBytes));
	const proxy = await cuttingProxy(world.vidiCore.baseUrl, lasts);
	try {
		const direct = vidiCoreOver(world.vidiCore.baseUrl);
		const before = new Set((await searchItems(direct, '', 1, 10_000)).entries.map(({ id }) => id));
		const [waiting, jobs] = [Array.from({ length: count }, (_, n) => n), [] as string[]];
		let [retries, failed] = [0, 0];
		const worker = async () => {
			for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
				const attempt = await triedAgain(proxy.url, n);
				retries += attempt.tries - 1;
				if (attempt.jobId === undefined) failed += 1;
				else jobs.push(attempt.jobId);
			}
		};
		await Promise.all(Array.from({ length: 6 }, worker));
		await waitForJobs(direct, jobs, { limitMs: 60_000, maxPauseMs: 1000 });
		world.vidiCore.index.settle();
		const made = (await searchItems(direct, '', 1, 10_000)).entries.filter(({ id }) => !before.has(id));
		const shapes = await Promise.all(made.map(({ id }) => shapesOf(direct, id)));
		return {
			...{ imports: count, cuts: proxy.cuts, retries, failed, items: made.length },
			twice: made.length - new Set(made.map(({ title }) => title)).size,
			empty: shapes.filter((number) => number === 0).length,
		};
	} finally {
		await proxy.close();
		await world.close();
	}
}

async function triedAgain(url: string, n: number): Promise<{ tries: number; jobId?: string }> {
	const bytes = Buffer.alloc(fileBytes, `file ${n}, `);
	for (let tried = 1; ; tried++) {
		const done = await importOnce(vidiCoreOver(url), {
			source: { kind: 'bytes', size: fileBytes, fileName: `${n}.mp4`, parts: () => only(bytes) },
			title: `File ${n}`,
			document: (title) => metadataDocument({ title }),
			tags: [],
			request: createHash('md5').update(String(n)).digest('hex'),
			correlation: randomUUID(),
			partBytes,
		}).catch(() => undefined);
		if (done?.job) return { tries: tried, jobId: done.job.jobId };
		if (tried === tries) return { tries: tried };
	}
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

const shapesOf = async (http: VidiCoreHttp, id: string): Promise<number> =>
	(await readIds(http, `/API/item/${id}/shape`, 'the list of shapes')).length;
