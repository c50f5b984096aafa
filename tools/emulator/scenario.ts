import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongService, type ScriptedService } from './services/script';

import type { FieldDefinition } from './metadata/fieldDefinitions';

/** What is in the archive, and what the scripted face service will see: a cast list for each video. */
export interface Scenario {
	storage: { id: string; bucket: string; /** In bytes; without end where absent. */ capacity?: number };
	/** The station's own metadata fields, by name. */
	fields?: Record<string, FieldDefinition>;
	people: ScenarioPerson[];
	videos: ScenarioVideo[];
	/** Other services beside the face service, and what they will answer. */
	services?: ScriptedService[];
	/** What the scripted service sees in a file of such a name when it is imported; until then the archive has it not. */
	incoming?: Array<Omit<ScenarioVideo, 'id'>>;
}

export interface ScenarioPerson {
	name: string;
	/** The person's id in the service's model. */
	id: string;
	/**
	 * Items with a picture each, `file` being its key in the storage's bucket; they are put into the training collection
	 * when the service is configured.
	 */
	portraits: Array<{ id: string; file: string }>;
}

export interface ScenarioVideo {
	id: string;
	title: string;
	/** Key of its file in the storage's bucket. */
	file: string;
	durationSeconds: number;
	/** PAL, NTSC, `24000:1001` …; the cast counts in it. */
	timeBase: string;
	/** Where the file's own time code begins; the shape tells it as well. */
	startTimeCode?: string;
	/** Whether that skips numbers. */
	dropFrame?: boolean;
	cast: CastEntry[];
	/**
	 * The cast is in the metadata from the beginning, as if the video had been analysed: for long items with many faces.
	 */
	analyzed?: boolean;
	/** The file is not in the bucket, so that an analysis fails. */
	missingFile?: boolean;
	/** An analysis of it never ends. */
	neverEnds?: boolean;
}

export interface CastEntry {
	/** A person's name, or any other word for somebody unknown. */
	face: string;
	/** Samples of the video's time base; `to` is exclusive. */
	from: number;
	to: number;
	confidence?: number;
}

export const newsroom = join(__dirname, 'scenarios', 'newsroom.json');

/** Reads a scenario file. Throws an Error that names the file and what is wrong in it. */
export function loadScenario(file: string = newsroom): Scenario {
	let problem: string;
	try {
		return parseScenario(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		problem = error instanceof Error ? error.message : String(error);
	}
	throw new Error(`The scenario ${file} cannot be used: ${problem}`);
}

/** The same archive at another site: its ids begin with the site's name in place of VX. */
export function atSite(scenario: Scenario, site: string): Scenario {
	const renamed = (id: string) => id.replace(/^VX(?=-\d+$)/, site);
	return JSON.parse(JSON.stringify(scenario), (_, value: unknown) => {
		if (typeof value === 'string') return renamed(value);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, inner]): [string, unknown] => [renamed(name), inner]));
	}) as Scenario;
}

/** Checks a scenario. Throws an Error that says what is missing. */
export function parseScenario(json: unknown): Scenario {
	const scenario = json as Scenario;
	check(
		typeof scenario?.storage?.id === 'string' && typeof scenario.storage.bucket === 'string',
		'it has no storage with id and bucket',
	);
	check(
		Array.isArray(scenario.people) &&
			scenario.people.every(
				({ name, id, portraits }) =>
					name && id && Array.isArray(portraits) && portraits.every((portrait) => portrait.id && portrait.file),
			),
		'each of its people needs name, id and portraits with id and file',
	);
	check(Array.isArray(scenario.videos), 'it has no list of videos');
	for (const { id, file, durationSeconds, timeBase, cast } of scenario.videos) {
		check(
			!!id && !!file && durationSeconds > 0 && !!timeBase && Array.isArray(cast),
			`video ${id} needs id, file, durationSeconds, timeBase and cast`,
		);
		check(
			cast.every(({ face, from, to }) => !!face && from >= 0 && to > from),
			`each cast entry of ${id} needs a face, from, and a to after it`,
		);
	}
	for (const service of scenario.services ?? []) {
		const wrong = wrongService(service);
		check(wrong === undefined, wrong ?? '');
	}
	return scenario;
}

function check(condition: boolean, message: string): asserts condition {
	if (!condition) throw new Error(message);
}
