import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineFiles, Found, FoundFace } from './faceFinder';
import type { Picture } from './picture';

// A worker thread with a face engine of its own. It takes pictures and answers with the faces in them.

interface Detected {
	detection: { score: number; box: { x: number; y: number; width: number; height: number } };
	descriptor: Float32Array;
}

/** The few words of face-api and tfjs that are spoken here. */
interface Engine {
	wasm: { setWasmPaths(folder: string): void };
	tf: {
		setBackend(name: string): Promise<boolean>;
		ready(): Promise<void>;
		tensor3d(data: Uint8Array, shape: [number, number, number], type: 'int32'): { dispose(): void };
	};
	faceapi: {
		nets: Record<string, { loadFromDisk(folder: string): Promise<void> }>;
		SsdMobilenetv1Options: new (options: { minConfidence: number }) => unknown;
		detectAllFaces(
			input: unknown,
			options: unknown,
		): { withFaceLandmarks(): { withFaceDescriptors(): Promise<Detected[]> } };
	};
}

/**
 * Below this many pixels faces are found but no longer told apart (measured: 41 pixels are matched 26 times out of
 * 30).
 */
const smallestFace = 36;
const nets = ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'];

async function load({ bundle, wasm, models }: EngineFiles): Promise<Engine> {
	const engine = createRequire(bundle)(bundle) as Engine;
	engine.wasm.setWasmPaths(`${wasm}/`);
	await engine.tf.setBackend('wasm');
	await engine.tf.ready();
	for (const net of nets) await engine.faceapi.nets[net]?.loadFromDisk(models);
	return engine;
}

async function find({ faceapi, tf }: Engine, { width, height, rgb }: Picture): Promise<FoundFace[]> {
	if (Math.min(width, height) < smallestFace) return [];
	const tensor = tf.tensor3d(rgb, [height, width, 3], 'int32');
	try {
		const detected = await faceapi
			.detectAllFaces(tensor, new faceapi.SsdMobilenetv1Options({ minConfidence: 0.5 }))
			.withFaceLandmarks()
			.withFaceDescriptors();
		return detected
			.filter(({ detection: { box } }) => Math.min(box.width, box.height) >= smallestFace)
			.map(({ detection: { score, box }, descriptor }) => ({
				score,
				box: { x: box.x, y: box.y, width: box.width, height: box.height },
				descriptor,
			}));
	} finally {
		tensor.dispose();
	}
}

const engine = load(workerData as EngineFiles);

parentPort?.on('message', (picture: Picture) => {
	engine
		.then((loaded) => find(loaded, picture))
		.then((faces) => parentPort?.postMessage({ picture, faces } satisfies Found, [picture.rgb.buffer]))
		.catch((error: unknown) =>
			parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) }),
		);
});
