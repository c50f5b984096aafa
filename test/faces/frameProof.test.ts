import { FrameProofs } from '../../tools/lab/frameProof';
import { ensureMediaTools } from '../../tools/lab/mediaTools';

// Every frame of a reel is read back by the number that is drawn into it. All rates, 200 segments a reel:
// npm run bench -- cuts.
let proofs: FrameProofs;
beforeAll(async () => void (proofs = await FrameProofs.open(await ensureMediaTools(() => undefined), 120)));
afterAll(() => proofs.close());

/** The same numbers every time. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

test.each([
	['25', [0]],
	['29.97 drop-frame', [1]],
	['25 and 29.97 in one reel', [0, 1]],
])('each frame of a reel is the one that was planned: %s', async (_, chosen) => {
	const from = chosen.flatMap((n) => proofs.sources[n] ?? []);
	const proof = await proofs.prove(from, 7, numbers(chosen.length + 3));
	expect(proof).toEqual({ segments: 7, frames: proof.frames, wrong: 0, missing: 0, doubled: 0 });
	expect(proof.frames).toBeGreaterThan(20);
});
