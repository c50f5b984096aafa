import { availableParallelism } from 'node:os';
import { realFaceService, type RealParts } from '../emulator/faceservice/real/service';
import type { WorldOptions } from '../emulator/world';
import { ensureFaceEngine } from './faceEngine';
import { ensureMediaTools } from './mediaTools';
import type { Log } from './progress';
import { ensureSamples, type Samples } from './samples/videos';

/**
 * The parts of the real face service, fetched into the cache when they are missing. Rejects with what could not be
 * had.
 */
export async function ensureRealFaces(log: Log, workers = Math.min(2, availableParallelism())): Promise<RealParts> {
	return { engine: await ensureFaceEngine(log), tools: await ensureMediaTools(log), workers };
}

/** The sample archive with a face service that looks. Rejects with what could not be had. */
export async function sampleWorld(
	log: Log,
): Promise<
	Required<Pick<WorldOptions, 'scenario' | 'files' | 'faceService' | 'media'>> & { samples: Samples; parts: RealParts }
> {
	const parts = await ensureRealFaces(log);
	const samples = await ensureSamples(parts.tools, log);
	const { scenario, files } = samples;
	return { scenario, files, faceService: realFaceService(parts), media: { tools: parts.tools }, samples, parts };
}
