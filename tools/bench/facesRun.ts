import { EmulatorClock } from '../emulator/clock';
import { realFaceService } from '../emulator/faceservice/real/service';
import type { Assignment } from '../emulator/faceservice/service';
import { importPortraits } from '../emulator/portraits';
import { Store } from '../emulator/store';
import { sampleWorld } from '../lab/realFaces';
import type { FacesRun } from './faces';

// One measured run of tools/bench/faces.ts, in a process of its own:   facesRun.ts WORKERS

async function measure(workers: number): Promise<FacesRun> {
	const { parts, scenario, files } = await sampleWorld(() => undefined);
	const store = new Store(scenario, new EmulatorClock(1), []);
	const service = realFaceService({ ...parts, workers })(store);
	const assignment: Assignment = {
		parameters: new Map(),
		fetch: (key) => Promise.resolve(files.get(key) ?? ''),
		progress: () => undefined,
		signal: new AbortController().signal,
	};
	importPortraits(store, store.collectionNamed('training'));
	const portraits = [...store.collectionNamed('training').items].map((id) => store.item(id));
	await service.train(portraits, assignment); // the engines warm up
	const pauses = watchPauses();
	const trainingSeconds = await seconds(() => service.train(portraits, assignment));
	const video = store.item('VX-108');
	const analysisSeconds = await seconds(() => service.analyze(video, video.video?.file ?? '', assignment));
	const longestPauseMs = pauses();
	await service.close();
	const round = (value: number) => Math.round(value * 100) / 100;
	return {
		secondsPerMinute: round((analysisSeconds * 60) / (video.video?.durationSeconds ?? 60)),
		trainingSecondsPerPortrait: round(trainingSeconds / portraits.length),
		memoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
		longestPauseMs: Math.round(longestPauseMs),
	};
}

async function seconds(action: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await action();
	return (performance.now() - started) / 1000;
}

function watchPauses(): () => number {
	let [last, longest] = [performance.now(), 0];
	const timer = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last - 10);
		last = now;
	}, 10);
	return () => {
		clearInterval(timer);
		return longest;
	};
}

void measure(Number(process.argv[2])).then((run) => console.log(JSON.stringify(run)));
