import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** n8n-core's own: a container of another copy of the package knows nothing of its services. */
const ofCore = createRequire(require.resolve('n8n-core'));
const { Container } = ofCore('@n8n/di') as typeof import('@n8n/di');
const { Logger } = ofCore('@n8n/backend-common') as typeof import('@n8n/backend-common');

/** Where n8n keeps files that are no part of its memory ("filesystem" mode). */
export interface FileStore {
	/** Puts a file there, as the node before would; its pieces are taken as they come. */
	keep(pieces: Iterable<Buffer>, fileName: string): Promise<INodeExecutionData['binary']>;
	service: BinaryDataService;
	/** What was written into n8n's log since the store was opened, as information. */
	log: string[];
	close(): void;
}

export async function openFileStore(): Promise<FileStore> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-files-'));
	const config = Container.get(BinaryDataConfig);
	Object.assign(config, { mode: 'filesystem', localStoragePath: folder });
	const service = Container.get(BinaryDataService);
	await service.init();
	const log: string[] = [];
	jest.spyOn(Container.get(Logger), 'info').mockImplementation((line) => void log.push(line));
	return {
		service,
		log,
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
