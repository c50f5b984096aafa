import { PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { cognitiveService as principal } from '../../s3/policy/grant';
import { merge } from '../../s3/policy/merge';
import { openWorld, type World } from '../../tools/emulator/world';
import { usual } from '../../tools/emulator/worstCase';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed, endedJob, setUpService } from '../../tools/lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { metadataDocument, type FieldValues } from '../../vidicore/items/metadata';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';

/** An archive of its own for one cell of the matrix, with all that operations may be tried on. */
export interface TriedWorld {
	world: World;
	/** Not through the proxy. */
	http: VidiCoreHttp;
	service: { resourceId: string; callbackId: string };
	training: string;
	/** A storage whose files are in no item. */
	incoming: string;
	credentials(vidiCore: string, s3: string): Record<string, ICredentialDataDecryptedObject>;
	/** Everything that must be seen nowhere. */
	secrets: string[];
	/** An item with these fields and no file, in a collection where one is given. */
	item(fields: FieldValues, collection?: string): Promise<string>;
	collection(name: string, ...items: string[]): Promise<string>;
	/** Teaches the service and lets it look at that video. */
	analyzed(video?: string): Promise<string>;
	ended(jobId: string): Promise<void>;
	/** The secret in the address of the only notification that calls there. */
	secretOf(url: string): Promise<string>;
	/** A job that goes on for ever. */
	endless(): Promise<string>;
	/** Gives the face service access to that folder of the callback bucket, in a statement of our own. */
	granted(folder: string): Promise<void>;
	/** Puts a file onto the storage `incoming`. Resolves to its id in VidiCore. */
	file(path: string): Promise<string>;
	close(): Promise<void>;
}

const user = 'fault-finder';

export async function openTriedWorld(): Promise<TriedWorld> {
	// Long enough to be looked for by its value, with what has other spellings in JSON, addresses and HTML.
	const password = `p/${randomBytes(9).toString('base64')}+"&ö`;
	const incoming = 'VX-2';
	const world = await openWorld({
		worstCase: usual, // a fault is put at the request of a number, and the samples name the usual ids
		storages: [{ id: incoming, bucket: 'incoming' }],
		users: [{ name: user, password, administrator: true }],
	});
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const service = await setUpService(world, http);
	const training = (await findTrainingCollections(http))[0]?.id ?? '';
	const item = async (fields: FieldValues, collection?: string) => {
		const { id } = await http.json<{ id: string }>('POST', '/API/import/placeholder', {
			query: [['container', 1]],
			body: JSON.stringify(metadataDocument(fields)),
		});
		if (collection) await http.send('PUT', `/API/collection/${collection}/${id}`);
		return id;
	};
	const key = /vidinet:\/\/[^:]+:([^@]+)@/.exec(world.resourceDocument)?.[1] ?? '';
	return {
		world,
		http,
		service,
		training,
		incoming,
		credentials: (vidiCore, s3) => ({
			vidiCoreApi: { baseUrl: vidiCore, authentication: 'basic', username: user, password },
			vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: s3 },
		}),
		secrets: [password, `${user}:${password}`, world.owner.secretAccessKey, key],
		item,
		collection: async (name, ...items) => {
			const { id } = await http.json<{ id: string }>('POST', '/API/collection', { query: [['name', name]] });
			for (const one of items) await http.send('PUT', `/API/collection/${id}/${one}`);
			return id;
		},
		analyzed: async (video = 'VX-108') => {
			await endedJob(http, trainPath(training), service);
			return (await analyzed(http, video, service)).jobId;
		},
		ended: async (jobId) => void (await waitForJobs(http, [jobId], { limitMs: 10_000, maxPauseMs: 1000 })),
		secretOf: async (url) => await secretOf(http, url),
		endless: async () =>
			(await http.json<{ jobId: string }>('POST', '/API/item/VX-113/analyze', { query: Object.entries(service) }))
				.jobId,
		granted: async (folder) => {
			const partition = 'aws' as const;
			const grant = { purpose: 'callback', partition, bucket: 'demo-callback', folder, principal } as const;
			await owner(world, new PutBucketPolicyCommand({ Bucket: grant.bucket, Policy: merge(undefined, grant).text }));
		},
		file: async (path) => {
			await owner(world, new PutObjectCommand({ Bucket: 'incoming', Key: path, Body: `stands for ${path}` }));
			const { file } = await http.json<{ file: Array<{ id: string; path: string }> }>(
				'GET',
				`/API/storage/${incoming}/file`,
			);
			return file.find((one) => one.path === path)?.id ?? '';
		},
		close: () => world.close(),
	};
}

/** Sends one command as the owner of the buckets. */
async function owner({ s3 }: World, command: PutObjectCommand | PutBucketPolicyCommand): Promise<void> {
	const { endpoint, region, owner: credentials } = s3;
	const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
	await client.send(command as PutObjectCommand);
	client.destroy();
}

async function secretOf(http: VidiCoreHttp, url: string): Promise<string> {
	const scopes = ['job', 'item', `collection/${(await findTrainingCollections(http))[0]?.id}`];
	for (const scope of scopes) {
		const { uri = [] } = await http.json<{ uri?: string[] }>('GET', `/API/${scope}/notification`);
		for (const id of uri) {
			const path = `/API/${scope}/notification/${id}`;
			const { action } = await http.json<{ action: { http: { url: string } } }>('GET', path);
			if (action.http.url.startsWith(url)) return new URL(action.http.url).searchParams.get('secret') ?? '';
		}
	}
	return '';
}
