import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { openWorld, type World, type WorldOptions } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { VidiCoreHttp } from '../../vidicore/http';
import { searchItems } from '../../vidicore/items/items';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { isLastPage } from '../../vidicore/pages';
import { runNode, type Ran } from './engine';

/** A VidiCore into which files are brought by Item: Import. */
export interface ImportWorld {
	world: World;
	http: VidiCoreHttp;
	/** Runs Item: Import, or with `resource` and `operation` another; `more` is about the node. */
	importItem(parameters?: IDataObject, file?: INodeExecutionData['binary'], more?: More): Promise<Ran>;
	/** Puts a file onto a storage, past VidiCore. */
	drop(bucket: string, path: string, content: string): Promise<void>;
	/** Waits for the end of a job; resolves to its state. */
	ended(jobId: unknown): Promise<string>;
	/** The items that were not there when the world was opened, by id. */
	newItems(): Promise<Array<{ id: string; title: string }>>;
	/** Requests that make something. */
	posts(): World['vidiCore']['requests'];
	close(): Promise<void>;
}

interface More {
	node?: Partial<INode>;
	login?: { username: string; password: string };
	begun?: (cancel: () => void) => void;
}

/** A file as the node before hands it on, where n8n keeps files in memory. */
export const fileInMemory = (bytes: string | Buffer, fileName = 'news.mp4'): INodeExecutionData['binary'] => ({
	data: { data: Buffer.from(bytes).toString('base64'), mimeType: 'video/mp4', fileName },
});

/** A world of its own; the caller closes it. */
export async function openImportWorld(options: WorldOptions = {}): Promise<ImportWorld> {
	const world = await openWorld(options);
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const before = new Set((await allItems(http)).map(({ id }) => id));
	world.vidiCore.requests.length = 0;
	const { baseUrl } = world.vidiCore;
	return {
		world,
		http,
		importItem: async (parameters = {}, file, { node, login, begun } = {}) =>
			await runNode(
				new VidiCore(),
				{ resource: 'item', operation: 'import', ...parameters },
				[{}],
				{ vidiCoreApi: { baseUrl, authentication: 'basic', username: 'admin', password: 'admin', ...login } },
				node,
				file,
				begun,
			),
		drop: async (Bucket, Key, Body) => {
			const { endpoint, region, owner } = world.s3;
			const client = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
			await client.send(new PutObjectCommand({ Bucket, Key, Body }));
			client.destroy();
		},
		ended: async (jobId) => {
			const name = String(jobId);
			const result = (await waitForJobs(http, [name], { limitMs: 60_000, maxPauseMs: 1000 })).get(name);
			return result?.kind === 'ended' ? result.job.status : String(result?.kind);
		},
		newItems: async () => {
			world.vidiCore.index.settle();
			return (await allItems(http)).filter(({ id }) => !before.has(id));
		},
		posts: () => world.vidiCore.requests.filter(({ method }) => method === 'POST'),
		close: () => world.close(),
	};
}

/** All items, page by page. */
export async function allItems(http: VidiCoreHttp): Promise<Array<{ id: string; title: string }>> {
	const found = new Map<string, { id: string; title: string }>();
	for (let first = 1; ;) {
		const page = await searchItems(http, '', first, 1000);
		for (const item of page.entries) found.set(item.id, item);
		if (isLastPage(page, first, 1000)) return [...found.values()];
		first += page.entries.length;
	}
}
