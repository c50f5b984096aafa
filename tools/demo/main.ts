import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Scenario } from '../emulator/scenario';
import type { WorldOptions } from '../emulator/world';
import { openLab, workflowFiles, type Lab } from '../lab';
import { root } from '../lab/package';
import { sampleWorld } from '../lab/realFaces';
import { stopwatch, type Log } from '../lab/progress';
import { differences } from './compare';
import { agreement } from './agreement';
import { fileIdOf, importFirst, withFileOnly, withVideo } from './bringIn';
import { reelOfMostSeen } from './reel';
import { watchJobs } from './watchJobs';
import { table } from './table';

const headless = process.argv.includes('--headless');
const scripted = process.argv.includes('--scripted');
const video = 'VX-108';
const out = join(root, 'demo', 'out', 'appearances.json');

async function main(): Promise<void> {
	const log = stopwatch();
	log(
		'This starts an S3 server, an emulated VidiCore and a real n8n on this machine, and runs the face workflow in it.',
	);
	const archive = withFileOnly(await archiveToShow(log), video);
	const opening = openLab(log, { speed: headless ? 60 : 10, policies: 'source', ...archive });
	onStop(opening);
	const lab = await opening;
	try {
		const looked = archive.faceService !== undefined;
		const { mainId, otherIds } = await importAll(lab, looked, log);
		const rows = await runFaceWorkflow(lab, mainId, log);
		report(lab, rows, looked, log);
		await reelOfMostSeen(lab, rows, log);
		if (!headless) return invite(lab, mainId, otherIds);
	} catch (error) {
		await lab.close();
		return await Promise.reject(error);
	}
	log('Stopping everything');
	await lab.close();
	log('Done');
}

/** The real face service where its parts can be had, else the scripted one. */
async function archiveToShow(log: Log): Promise<Pick<WorldOptions, 'scenario' | 'files' | 'faceService' | 'media'>> {
	if (scripted) {
		log('The face service is scripted: it looks at nothing and answers from a cast list');
		return {};
	}
	const world = await sampleWorld(log).catch((error: unknown) => {
		log(`The real face engine cannot be had here (${error instanceof Error ? error.message : String(error)})`);
		log('Instead the face service is scripted: it looks at nothing and answers from a cast list');
		return {};
	});
	if ('parts' in world) log('The face service really looks: at portraits and videos on this machine, all in memory');
	return world;
}

/** Ctrl-C at any moment: while something is still being installed the guards of its processes clean up behind us. */
function onStop(opening: Promise<Lab>): void {
	let lab: Lab | undefined;
	void opening.then((opened) => (lab = opened)).catch(() => undefined);
	const stop = () => {
		console.log('\nStopping …');
		void Promise.resolve(lab?.close()).then(() => process.exit(headless || !lab ? 130 : 0));
	};
	process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
}

/** All workflows come into n8n; the first of them begins with the video's file, which is in no item yet. */
async function importAll(
	lab: Lab,
	looked: boolean,
	log: Log,
): Promise<{ mainId: string; otherIds: Array<[name: string, id: string]> }> {
	const files = workflowFiles();
	log(`Putting ${Object.keys(files).length} workflows into n8n`);
	const { file, title } = filmOf(lab);
	const fileId = await fileIdOf(lab.world, file, looked);
	const ids: Array<[string, string]> = [];
	for (const [name, workflow] of Object.entries(files)) {
		const shown = name === 'face-workflow.json' ? importFirst(workflow, fileId, title) : workflow;
		ids.push([name, await lab.importWorkflow(shown)]);
	}
	const mainId = ids.find(([file]) => file === 'face-workflow.json')?.[1] ?? '';
	return { mainId, otherIds: ids.filter(([, id]) => id !== mainId) };
}

/** The video with which the demo begins: a file, and what the item will be called. */
function filmOf({ world: { scenario } }: Lab): { file: string; title: string } {
	const [film] = scenario.incoming ?? [];
	if (!film) throw new Error(`The archive has no video ${video}`);
	return film;
}

async function runFaceWorkflow(lab: Lab, id: string, log: Log): Promise<IDataObject[]> {
	const { rest } = lab.n8n;
	log('Running "VidiCore: from set-up to who is seen when" in n8n');
	const stopWatching = watchJobs(lab.world.vidiCore, log);
	const result = await rest
		.run(id, 'When clicking ‘Execute workflow’')
		.then((execution) => rest.ended(execution))
		.finally(stopWatching);
	for (const [name, { items }] of Object.entries(result.nodes))
		log(`  ${name}: ${items.length} item${items.length === 1 ? '' : 's'}`);
	if (result.status !== 'success') {
		const { message = 'without a message', description = '', node } = result.error ?? {};
		throw new Error(
			`The workflow ended with "${result.status}"${node ? ` in "${node.name}"` : ''}: ${message}\n${description}`,
		);
	}
	return result.nodes['Get Face Timespans']?.items ?? [];
}

function report(lab: Lab, rows: IDataObject[], looked: boolean, log: Log): void {
	const { file, title } = filmOf(lab);
	const itemId = String(rows[0]?.itemId ?? '');
	const scenario = withVideo(lab.world.scenario, file, itemId);
	console.log(`\nWho is seen when in ${itemId} (${title}), which lay on the storage as ${file} before:\n`);
	console.log(table(rows, ['person', 'startTimecode', 'endTimecode', 'durationSeconds', 'confidence', 'known']));
	mkdirSync(join(out, '..'), { recursive: true });
	writeFileSync(out, `${JSON.stringify(rows, null, '\t')}\n`);
	if (looked) return reportAgreement(scenario, itemId, rows, log);
	const wrong = differences(scenario, itemId, rows);
	if (wrong.length > 0)
		throw new Error(`What came out is not what the scenario's cast list says:\n  ${wrong.join('\n  ')}`);
	log(`All ${rows.length} appearances are as in the scenario's cast list; written to demo/out/appearances.json`);
}

/** The engine was not told who is in the video; how right is it? */
function reportAgreement(scenario: Scenario, itemId: string, rows: IDataObject[], log: Log): void {
	const { precision, recall, reported, real, both, strangersReported, strangersReal, wrong } = agreement(
		scenario,
		itemId,
		rows,
	);
	log(
		`Compared with what was drawn into the video, second by second: precision ${precision.toFixed(2)} (${both} of ` +
			`${reported}), recall ${recall.toFixed(2)} (${both} of ${real}), unknown people ${strangersReported} of ` +
			`${strangersReal}`,
	);
	if (precision < 0.95 || recall < 0.95 || strangersReported !== strangersReal)
		throw new Error(`That is worse than it should be:\n  ${wrong.join('\n  ')}`);
	log('Written to demo/out/appearances.json');
}

function invite({ n8n, world }: Lab, mainId: string, others: Array<[string, string]>): void {
	const list = others.map(([file, id]) => `${file.replace('.json', '')} ${n8n.url}/workflow/${id}`);
	console.log(`
n8n is open for you:

  ${n8n.url}/workflow/${mainId}
  e-mail    ${n8n.login.email}
  password  ${n8n.login.password}

Try next: open "Analyze Item", pick another video from the list, and press "Execute workflow".
Also there: ${list.join('\n            ')}
The emulated VidiCore is at ${world.vidiCore.baseUrl} (admin / admin).

Ctrl-C stops everything and leaves nothing behind.`);
}

main().catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
