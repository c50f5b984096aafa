import { createCipheriv, createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadScenario } from '../emulator/scenario';
import { openLab } from '../lab';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { workflowNode } from '../lab/workflowNode';

interface LargeDownload {
	gigabytes: number;
	seconds: number;
	/** Of n8n with all its processes, above what it held before the execution. */
	peakAboveIdleMB: number;
	/** Whether n8n has the very bytes, by its own Crypto node. */
	equal: boolean;
	requests: number;
}

const gigabytes = Number(process.env.DOWNLOAD_GB ?? 5);

/**
 * `npm run bench -- download`: a large file by File: Download into the binary store of a real n8n. DOWNLOAD_GB makes it
 * smaller.
 */
export async function downloads(log: Log): Promise<LargeDownload> {
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-download-'));
	const [size, path] = [gigabytes * 2 ** 30, join(folder, 'film.mp4')];
	try {
		const hash = createHash('sha256');
		await pipeline(Readable.from(noise(size, (bytes) => hash.update(bytes))), createWriteStream(path));
		const [video] = loadScenario().videos;
		const lab = await openLab(log, { speed: 3000, files: new Map([[video?.file ?? '', path]]) });
		try {
			const { baseUrl } = lab.world.vidiCore;
			const login = { authentication: 'basic', username: 'admin', password: 'admin' };
			const credential = await lab.n8n.rest.createCredential('Download', 'vidiCoreApi', { baseUrl, ...login });
			const workflow = await lab.importWorkflow(downloading(video?.id ?? '', size, credential));
			lab.world.vidiCore.requests.length = 0;
			const idle = lab.n8n.memoryMB();
			let peak = idle;
			const watch = setInterval(() => (peak = Math.max(peak, lab.n8n.memoryMB())), 100);
			const began = Date.now();
			const { nodes, error } = await lab.n8n.rest
				.ended(await lab.n8n.rest.run(workflow, 'Start'), 1_200_000)
				.finally(() => clearInterval(watch));
			if (error) throw new Error(error.message);
			const result = {
				gigabytes,
				seconds: Math.round((Date.now() - began) / 1000),
				peakAboveIdleMB: peak - idle,
				equal: nodes.Hash?.items[0]?.hash === hash.digest('hex'),
				requests: lab.world.vidiCore.requests.length,
			};
			log(`  ${JSON.stringify(result)}`);
			return result;
		} finally {
			await lab.close();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Bytes that do not repeat: the key stream of a cipher. */
function* noise(size: number, told: (bytes: Buffer) => void): Generator<Buffer> {
	const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16, 2));
	const zeros = Buffer.alloc(2 ** 20);
	for (let left = size; left > 0; left -= zeros.length) {
		const bytes = cipher.update(zeros.subarray(0, Math.min(left, zeros.length)));
		told(bytes);
		yield bytes;
	}
}

function downloading(itemId: string, size: number, { id, name }: { id: string; name: string }): WorkflowFile {
	const nodes = [
		workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		{
			...workflowNode('Download', 'n8n-nodes-vidicore.vidiCore', 1, {
				resource: 'file',
				operation: 'download',
				itemId: { __rl: true, mode: 'id', value: itemId },
				limitMegabytes: Math.ceil(size / 1_000_000),
			}),
			credentials: { vidiCoreApi: { id, name } },
		},
		workflowNode('Hash', 'n8n-nodes-base.crypto', 1, {
			action: 'hash',
			type: 'SHA256',
			binaryData: true,
			binaryPropertyName: 'data',
			dataPropertyName: 'hash',
		}),
	];
	return {
		name: 'Download of a large file',
		nodes,
		connections: {
			Start: { main: [[{ node: 'Download', type: 'main', index: 0 }]] },
			Download: { main: [[{ node: 'Hash', type: 'main', index: 0 }]] },
		},
		settings: { saveDataSuccessExecution: 'all' },
	};
}
