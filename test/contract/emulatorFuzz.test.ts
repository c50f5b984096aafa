import fc from 'fast-check';
import { openWorld, type World } from '../../tools/emulator/world';
import { askEmulator } from '../support/askEmulator';
import { fuzzRequests, type FuzzRequest } from '../support/fuzzRequests';

// 500 requests, or as many as FUZZ says: FUZZ=10000 npx jest emulatorFuzz. FUZZ_SEED gives one that failed again.
const count = Number(process.env.FUZZ ?? 500);
const seed = process.env.FUZZ_SEED === undefined ? Date.now() : Number(process.env.FUZZ_SEED);

const kinds =
	'conflict fileAlreadyExists forbidden internalServer invalidInput licenseFault notAuthorized notFound ' +
	'notYetImplemented';

function isVidiCoresOwn(text: string, status: number, contentType: string): boolean {
	if (contentType === 'text/plain') return text.startsWith(`${status} `);
	if (contentType === 'application/xml') return text.includes('<ExceptionDocument ');
	const document = JSON.parse(text) as Record<string, unknown>;
	if ('code' in document) return document.code === status && typeof document.message === 'string';
	const set = Object.values(document).filter((member) => member !== null);
	return Object.keys(document).sort().join(' ') === kinds && set.length === 1;
}

const problemOf = async (world: World, { method, path, ...options }: FuzzRequest): Promise<string | undefined> => {
	const { status, text, headers } = await askEmulator(world, method, path, options);
	// 501 is VidiCore's own word for what is not done.
	if (status >= 500 && status !== 501) return `${status} ${text}`;
	if (status < 400 || isVidiCoresOwn(text, status, headers.get('content-type') ?? '')) return undefined;
	return `not an error as VidiCore writes it: ${status} ${text}`;
};

/** So many to one archive, which some of them empty. */
const inOneArchive = 25;

test(`${count} requests with wrong details are answered as VidiCore answers (seed ${seed})`, async () => {
	const ids = [
		'VX-108',
		'VX-111',
		'VX-1081',
		'VX-2',
		'VX-1001',
		'VX-1002',
		'VX-1003',
		'metadata',
		'vidinet',
		'callback',
	];
	const requests = fc.array(fuzzRequests(ids), { minLength: inOneArchive, maxLength: inOneArchive });
	await fc.assert(
		fc.asyncProperty(requests, async (some) => {
			const world = await openWorld({
				strict: { notBecause: 'parameters that nobody knows are a part of what is sent' },
			});
			try {
				for (const one of some) {
					const problem = await problemOf(world, one);
					if (problem !== undefined) throw new Error(`${JSON.stringify(one)}: ${problem}`);
				}
			} finally {
				await world.close();
			}
		}),
		{ numRuns: Math.ceil(count / inOneArchive), seed, endOnFailure: true },
	);
}, 600_000);
