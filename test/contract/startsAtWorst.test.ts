import { createHash, randomUUID } from 'node:crypto';
import { openWorld, type World } from '../../tools/emulator/world';
import { worst } from '../../tools/emulator/worstCase';
import { realClock, tokenTransport, vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { conformStart } from '../../vidicore/clips/conform';
import { exportStart } from '../../vidicore/clips/exportClip';
import type { Segment } from '../../vidicore/clips/segment';
import { VidiCoreHttp } from '../../vidicore/http';
import { importOnce } from '../../vidicore/imports/importOnce';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { analyzePath, searchItems } from '../../vidicore/items/items';
import { metadataDocument } from '../../vidicore/items/metadata';
import { collectionKey, findEarlierJob, requestKey, type SoughtJob } from '../../vidicore/jobs/earlierJob';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';

// The answer to a start is lost, and the look for what came of it meets the worst at once: an index that lags, pages of
// four, lists that shift, and a token that ends after three requests. One job each.
type Started = Awaited<ReturnType<typeof startJob>>['jobId'] | undefined;

interface Kind {
	/** The request that starts the job. */
	start: RegExp;
	/** For how many requests the token of the first attempt is good: the start is the last of them. */
	requests: number;
	/** One attempt, as the node makes it. Resolves to the job's id. */
	attempt(http: VidiCoreHttp): Promise<Started>;
	/** What others do meanwhile that is like it. */
	others?(http: VidiCoreHttp): Promise<unknown>;
}

let world: World;
let direct: VidiCoreHttp;
let kinds: Record<string, Kind>;
/** Says the same for the same work. */
const request = createHash('md5').update('the same').digest('hex');
const item = `${worst.site}-111`;
const clip: Segment = { itemId: item, frameRate: { rate: 25n, per: 1n }, from: 225n, to: 250n };

beforeEach(async () => {
	world = await openWorld({ worstCase: worst });
	direct = vidiCoreOver(world.vidiCore.baseUrl);
	const service = await setUpService(world, direct);
	const collectionId = (await findTrainingCollections(direct))[0]?.id ?? '';
	const training = { collectionId, newPictures: 3 };
	const marks = [[collectionKey, collectionId]] as const;
	kinds = {
		import: importing(),
		analyze: starting(analyzePath(item), { ...service, metadata: [] }, { itemId: item }),
		train: starting(trainPath(collectionId), { ...service, metadata: marks }, { training }),
		transcode: starting(`/API/item/${item}/transcode`, { tag: 'lowres' }),
		export: ofClip(exportStart({ segment: clip, to: { locationName: 'Deliveries' } })),
		conform: ofClip(
			conformStart({
				segments: [clip],
				fields: { title: 'x' },
				tag: 'original',
				copyMetadata: true,
				thumbnails: false,
			}),
		),
	};
	world.vidiCore.requests.length = 0;
});
afterEach(() => world.close());

const ofClip = ({ path, options }: { path: string; options: Omit<StartOptions, 'correlation'> }) =>
	starting(path, options);

function starting(
	path: string,
	options: Omit<StartOptions, 'correlation'>,
	of: Pick<SoughtJob, 'itemId' | 'training'> = {},
): Kind {
	const correlation = randomUUID();
	const marks = options.metadata ?? [];
	const wanted = { ...options, correlation, metadata: [...marks, [requestKey, request] as const] };
	return {
		start: new RegExp(`^POST ${path}$`),
		requests: 2,
		attempt: async (http) => {
			const earlier = await findEarlierJob(http, { ...of, request, correlation, done: false }, wanted);
			return (earlier?.job ?? (await startJob(http, path, wanted))).jobId;
		},
		others: async (http) => {
			for (let n = 0; n < 6; n++)
				await startJob(http, path, {
					...options,
					correlation: randomUUID(),
					service: [['ConfidenceThreshold', `0.${n + 1}`]],
					metadata: [...marks, [requestKey, `another, ${n}`]],
				});
		},
	};
}

function importing(): Kind {
	const bytes = Buffer.from('stands for a film');
	const parts = async function* () {
		yield await Promise.resolve(bytes);
	};
	return {
		start: /^POST .*(container.raw|import.placeholder)$/,
		requests: 3,
		attempt: async (http) => {
			const { job } = await importOnce(http, {
				source: { kind: 'bytes', size: bytes.length, fileName: 'film.mp4', parts },
				title: 'A film',
				document: (title) => metadataDocument({ title }),
				tags: [],
				request,
				correlation: randomUUID(),
			});
			return job?.jobId;
		},
	};
}

/** The client with a token that is still good for so many requests. */
async function signedIn(requests = worst.tokenRequests): Promise<VidiCoreHttp> {
	const { baseUrl } = world.vidiCore;
	const { token } = await direct.json<{ token: string }>('GET', '/API/token');
	const http = new VidiCoreHttp(tokenTransport(baseUrl, token), realClock, baseUrl, { secrets: [token] });
	for (let n = requests; n < worst.tokenRequests; n++) await http.json('GET', '/API/version');
	return http;
}

/** How many jobs there are for it. */
async function jobs(): Promise<number> {
	const query = [['user', false] as const, ['jobmetadata', `${requestKey}=${request}`] as const];
	return (await direct.json<{ hits: number }>('GET', '/API/job', { query })).hits;
}

const names = ['import', 'analyze', 'train', 'transcode', 'export', 'conform'];

test.each(names)('%s: a lost answer is made good by the look after it', async (name) => {
	const { start, attempt } = kinds[name] as Kind;
	const firstLook = { match: /^(GET .API.job|PUT .API.item)$/, times: 4, effect: 'drop' } as const;
	world.vidiCore.faults.add({ match: start, times: 1, effect: 'dropAfter', then: [firstLook] });
	const job = await attempt(direct);
	expect(await attempt(direct)).toBe(job);
	expect(await jobs()).toBe(1);
});

test.each(names)('%s: where the token ends in that look, the next attempt finds it among others', async (name) => {
	const { start, attempt, requests, others } = kinds[name] as Kind;
	world.vidiCore.faults.add({ match: start, times: 1, effect: 'dropAfter' });
	await expect(signedIn(requests).then(attempt)).rejects.toThrow(/not known whether/);
	await others?.(direct);
	world.vidiCore.index.settle(); // while somebody signs in anew
	const job = await untilDone(attempt);
	expect(await attempt(direct)).toBe(job);
	expect(await jobs()).toBe(1);
	expect(await films()).toBe(name === 'import' ? 1 : 0);
});

/** With a new token for each attempt, until one goes through. */
async function untilDone(attempt: Kind['attempt']): Promise<Started> {
	for (let tried = 1; ; tried++)
		try {
			return await attempt(await signedIn());
		} catch (error) {
			expect(error).toMatchObject({ kind: 'notAuthorized' });
			if (tried === 5) throw error;
		}
}

async function films(): Promise<number> {
	world.vidiCore.index.settle();
	return (await searchItems(direct, 'film', 1, 100)).hits ?? 0;
}
