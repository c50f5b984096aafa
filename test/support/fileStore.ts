import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** n8n-core's own: a container of another copy of the package knows nothing of its services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof import('@n8n/di');

/** Where n8n keeps files that are no part of its memory ("filesystem" mode). */
export interface FileStore {
	/** Puts a file there, as the node before would; its pieces are taken as they come. */
	keep(pieces: Iterable<Buffer>, fileName: string): Promise<INodeExecutionData['binary']>;
	service: BinaryDataService;
	close(): void;
}

export async function openFileStore(): Promise<FileStore> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-files-'));
	const config = Container.get(BinaryDataConfig);
	Object.assign(config, { mode: 'filesystem', localStoragePath: folder });
	const service = Container.get(BinaryDataService);
	await service.init();
	return {
		service,
		keep: async (pieces, fileName) => ({
			data: await service.store({ type: 'execution', workflowId: 'w', executionId: 'e' }, Readable.from(pieces), {
				data: '',
				mimeType: 'video/mp4',
				fileName,
			}),
		}),
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
