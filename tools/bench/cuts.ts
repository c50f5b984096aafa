import type { FrameProof } from '../lab/frameProof/compare';
import { FrameProofs } from '../lab/frameProof';
import { ensureMediaTools } from '../lab/mediaTools';
import type { Log } from '../lab/progress';

/** In the reel of all sources, and in those of single ones together; CUTS makes it smaller. */
const segments = Number(process.env.CUTS ?? 200);
const seed = Number(process.env.CUTS_SEED ?? 1);

/**
 * `npm run bench -- cuts`: reels of generated segments, made by the emulator as the nodes ask for them, and read back
 * frame by frame: one of each source alone, and one of all of them.
 */
export async function cuts(log: Log): Promise<Record<string, FrameProof>> {
	const proofs = await FrameProofs.open(await ensureMediaTools(log), 1500);
	const results: Record<string, FrameProof> = {};
	let state = seed;
	const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	try {
		for (const source of [...proofs.sources, undefined]) {
			const name = source ? `${rateOf(source.frameRate)} from ${source.start}` : 'all of them in one reel';
			const part = source ? Math.ceil(segments / proofs.sources.length) : segments;
			results[name] = await proofs.prove(source ? [source] : proofs.sources, part, random);
			log(`  ${name}: ${JSON.stringify(results[name])}`);
		}
		return results;
	} finally {
		await proofs.close();
	}
}

const rateOf = ({ rate, per }: { rate: bigint; per: bigint }): string => (Number(rate) / Number(per)).toFixed(3);
