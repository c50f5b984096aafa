import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../lab/progress';
import { compileForBench } from './compile';
import { writeDocuments } from './documents';

/** One measured run, in a process of its own. */
export interface ExtractionRun {
	ms: number;
	faces: number;
	/** The same for the same faces, in whatever order. */
	hash: number;
	/** Of the whole process at its highest. */
	peakMB: number;
}

interface Outcome {
	ms: number;
	spansPerSecond: number;
	peakAboveNodeMB: number;
}

export interface Extraction {
	spans: number;
	megabytes: number;
	faces: number;
	/** Ours by the time of JSON.parse and the shortest correct walk. */
	ratioToFloor: number;
	/** How many times faster ours is than n8n's XML node (xml2js with its settings). */
	ratioToXml2js?: number;
	/** Ours, above a process that does nothing. */
	peakAboveNodeMB: number;
	runs: number;
	competitors: Record<string, Outcome>;
}

/**
 * Who runs where: xml2js dies at 100,000 spans, the tree of fast-xml-parser takes most of a minute and 2.5 GB there.
 */
const sizes: Array<{ spans: number; runs: number; competitors: string[] }> = [
	{ spans: 10_000, runs: 5, competitors: ['ours', 'oursWhole', 'floor', 'saxes', 'fastXmlParser', 'xml2js'] },
	{ spans: 100_000, runs: 3, competitors: ['ours', 'oursWhole', 'floor', 'saxes'] },
];

/**
 * `npm run bench -- extraction`: from the bytes of face metadata to appearances, each competitor in processes of its
 * own, in turns. Rejects when results differ.
 */
export async function extraction(log: Log): Promise<Record<string, Extraction>> {
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-bench-'));
	try {
		const script = compileForBench(join(folder, 'code'), 'extractionRun');
		const results: Record<string, Extraction> = {};
		for (const { spans, runs, competitors } of sizes) {
			const documents = join(folder, String(spans));
			mkdirSync(documents);
			const megabytes = await writeDocuments(documents, spans);
			log(`  ${spans} spans, ${megabytes} MB of JSON`);
			results[spans] = measure({ script, documents, spans, megabytes, runs, competitors }, log);
			rmSync(documents, { recursive: true });
		}
		return results;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Plan {
	script: string;
	documents: string;
	spans: number;
	megabytes: number;
	runs: number;
	competitors: string[];
}

function measure({ script, documents, spans, megabytes, runs, competitors }: Plan, log: Log): Extraction {
	const all = new Map<string, ExtractionRun[]>([...competitors, 'nothing'].map((name) => [name, []]));
	for (let round = 0; round < runs; round++) for (const [name, done] of all) done.push(child(script, name, documents));
	const bare = median((all.get('nothing') ?? []).map(({ peakMB }) => peakMB));
	const truth = all.get('floor')?.[0] as ExtractionRun;
	const outcomes: Record<string, Outcome> = {};
	for (const name of competitors) {
		const done = all.get(name) ?? [];
		const strange = done.find(({ faces, hash }) => faces !== truth.faces || hash !== truth.hash);
		if (strange)
			throw new Error(
				`${name} finds ${strange.faces} faces (hash ${strange.hash}), the floor ${truth.faces} (${truth.hash})`,
			);
		const ms = median(done.map((run) => run.ms));
		outcomes[name] = {
			ms: Math.round(ms * 10) / 10,
			spansPerSecond: Math.round((spans / ms) * 1000),
			peakAboveNodeMB: Math.round(median(done.map(({ peakMB }) => peakMB)) - bare),
		};
		log(
			`    ${name.padEnd(14)} ${String(outcomes[name].ms).padStart(9)} ms  ` +
				`${String(outcomes[name].peakAboveNodeMB).padStart(5)} MB above bare Node`,
		);
	}
	const { ours, floor, xml2js } = outcomes as Record<'ours' | 'floor', Outcome> & Partial<Record<'xml2js', Outcome>>;
	const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
	return {
		spans,
		megabytes,
		faces: truth.faces,
		ratioToFloor: ratio(ours.ms, floor.ms),
		...(xml2js ? { ratioToXml2js: ratio(xml2js.ms, ours.ms) } : {}),
		peakAboveNodeMB: ours.peakAboveNodeMB,
		runs,
		competitors: outcomes,
	};
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function child(script: string, competitor: string, documents: string): ExtractionRun {
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, competitor, documents], {
		encoding: 'utf8',
		env: { ...process.env, NODE_PATH: join(__dirname, '..', '..', 'node_modules') },
	});
	if (status !== 0) throw new Error(`The run of ${competitor} failed: ${stderr.slice(-2000)}`);
	return JSON.parse(stdout) as ExtractionRun;
}
