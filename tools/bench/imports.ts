import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createCipheriv, createHash, type Hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { openLab, type Lab } from '../lab';
import { cutImports, type CutImports } from '../lab/cutImports';
import { cuttingProxy } from '../lab/cuttingProxy';
import { vidiCoreOver } from '../lab/fetchTransport';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { workflowNode } from '../lab/workflowNode';

interface LargeImport {
	gigabytes: number;
	/** Connections that were cut while it was sent. */
	cuts: number;
	seconds: number;
	/** Of n8n with all its processes while our node ran, above what it held before the execution. */
	peakAboveIdleMB: number;
	/** Whether VidiCore has the very bytes. */
	equal: boolean;
	requests: number;
	items: number;
}

const gigabytes = Number(process.env.IMPORT_GB ?? 5);

/**
 * `npm run bench -- import`: 300 files over connections that are cut at random points; and a large file out of n8n's
 * binary store in a real n8n, over a connection that is cut three times. IMPORT_GB makes it smaller.
 */
export async function imports(log: Log): Promise<{ cut: CutImports; large: LargeImport }> {
	const cut = await cutImports(300, Date.now() % 1e6);
	log(`  300 imports over cut connections: ${JSON.stringify(cut)}`);
	const large = await largeImport(gigabytes * 2 ** 30, log);
	log(`  ${gigabytes} GB: ${JSON.stringify(large)}`);
	return { cut, large };
}

async function largeImport(size: number, log: Log): Promise<LargeImport> {
	const cutsAt = [0.2, 0.5, 0.8].map((part) => Math.round(part * size));
	const source = await fileServer(size);
	const lab = await openLab(log, { speed: 3000 });
	const { baseUrl } = lab.world.vidiCore;
	const proxy = await cuttingProxy(baseUrl, (passed) => (cutsAt.find((at) => at > passed) ?? Infinity) - passed);
	try {
		const login = { authentication: 'basic', username: 'admin', password: 'admin' };
		const credential = await lab.n8n.rest.createCredential('Cut', 'vidiCoreApi', { baseUrl: proxy.url, ...login });
		const workflow = await lab.importWorkflow(importing(source.url, credential));
		lab.world.vidiCore.requests.length = 0;
		const idle = lab.n8n.memoryMB();
		let peak = idle;
		const { requests } = lab.world.vidiCore;
		const watch = setInterval(() => {
			if (requests.length > 0) peak = Math.max(peak, lab.n8n.memoryMB());
		}, 100);
		const { nodes, error } = await lab.n8n.rest
			.ended(await lab.n8n.rest.run(workflow, 'Start'), 1_200_000)
			.finally(() => clearInterval(watch));
		if (error) throw new Error(error.message);
		const [row] = nodes.Import?.items ?? [];
		await waitForJobs(vidiCoreOver(baseUrl), [String(row?.jobId)], { limitMs: 120_000, maxPauseMs: 1000 });
		const imported = requests.filter(({ method }) => method === 'POST');
		const milliseconds = (imported.at(-1)?.at ?? 0) - (imported[0]?.at ?? 0);
		return {
			gigabytes: size / 2 ** 30,
			cuts: proxy.cuts,
			seconds: Math.round(milliseconds / 1000),
			peakAboveIdleMB: peak - idle,
			equal: (await storedHash(lab, String(row?.itemId))) === source.sent(),
			requests: requests.length,
			items: imported.filter(({ path }) => path === '/API/import/placeholder').length,
		};
	} finally {
		await proxy.close();
		await lab.close();
		await source.close();
	}
}

/** A file of that size that nobody has to keep: the key stream of a cipher. */
async function fileServer(size: number) {
	let hash: Hash = createHash('sha256');
	const server = createServer((_, response) => {
		hash = createHash('sha256');
		response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size });
		Readable.from(noise(size, hash)).pipe(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/film.mp4`,
		sent: () => hash.digest('hex'),
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}

function* noise(size: number, hash: Hash): Generator<Buffer> {
	const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16, 2));
	const zeros = Buffer.alloc(2 ** 20);
	for (let left = size; left > 0; left -= zeros.length) {
		const bytes = cipher.update(zeros.subarray(0, Math.min(left, zeros.length)));
		hash.update(bytes);
		yield bytes;
	}
}

async function storedHash({ world }: Lab, itemId: string): Promise<string> {
	const { endpoint, region, owner } = world.s3;
	const client = new S3Client({ endpoint, region, credentials: owner, forcePathStyle: true });
	const Key = `imported/${itemId}.mp4`;
	const hash = createHash('sha256');
	try {
		const { Body } = await client.send(new GetObjectCommand({ Bucket: world.scenario.storage.bucket, Key }));
		for await (const bytes of Body as Readable) hash.update(bytes as Buffer);
		return hash.digest('hex');
	} finally {
		client.destroy();
	}
}

function importing(url: string, { id, name }: { id: string; name: string }): WorkflowFile {
	const nodes = [
		workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		workflowNode('Fetch', 'n8n-nodes-base.httpRequest', 4.2, {
			url,
			options: { timeout: 600_000, response: { response: { responseFormat: 'file' } } },
		}),
		{
			...workflowNode('Import', 'n8n-nodes-vidicore.vidiCore', 1, {
				resource: 'item',
				operation: 'import',
				title: 'A large file',
			}),
			credentials: { vidiCoreApi: { id, name } },
		},
	];
	return {
		name: 'Import of a large file',
		nodes,
		connections: {
			Start: { main: [[{ node: 'Fetch', type: 'main', index: 0 }]] },
			Fetch: { main: [[{ node: 'Import', type: 'main', index: 0 }]] },
		},
		settings: { saveDataSuccessExecution: 'all' },
	};
}
