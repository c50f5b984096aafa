import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { MediaError, probeVideo } from './faceservice/real/videoFacts';
import type { MediaTools } from './faceservice/real/programs';
import type { Scenario, ScenarioPerson, ScenarioVideo } from './scenario';

export interface MediaFolder {
	scenario: Scenario;
	/** Key in the storage's bucket → file. */
	files: Map<string, string>;
	/** What was left out or will make trouble, a sentence each. */
	remarks: string[];
}

const pictures = ['.jpg', '.jpeg', '.png', '.webp'];
const videos = ['.mp4', '.mov', '.m4v', '.mkv', '.webm', '.mxf', '.avi', '.mpg', '.mpeg', '.ts'];

/**
 * An archive out of somebody's own folder: portraits from `people/NAME/*.jpg`, videos from anywhere else in it.
 * Nothing is copied or changed. Throws an Error that says what is missing when the folder holds no video.
 */
export async function readMediaFolder(folder: string, tools: MediaTools): Promise<MediaFolder> {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${folder}`);
	const names = (readdirSync(folder, { recursive: true }) as string[])
		.filter((name) => !basename(name).startsWith('.') && statSync(join(folder, name)).isFile())
		.sort();
	const found: MediaFolder = {
		scenario: { storage: { id: 'VX-1', bucket: 'demo-archive' }, people: [], videos: [] },
		files: new Map(),
		remarks: [],
	};
	let lastId = 100;
	for (const name of names) {
		const parts = name.split(sep);
		const type = extname(name).toLowerCase();
		const key = parts.join('/');
		const isPortrait = parts[0] === 'people';
		if (!(isPortrait ? pictures : videos).includes(type)) {
			const reason = isPortrait
				? `portraits end in ${pictures.join(', ')}`
				: `videos end in ${videos.join(', ')}, and portraits go into people/NAME/`;
			found.remarks.push(`${name} was left out: ${reason}`);
			continue;
		}
		if (isPortrait && parts.length < 3) {
			found.remarks.push(`${name} was left out: put it into people/NAME/, so that it is known whose face it is`);
			continue;
		}
		lastId += 1;
		const id = `VX-${lastId}`;
		found.files.set(key, join(folder, name));
		if (isPortrait) person(found.scenario.people, parts[1] ?? '').portraits.push({ id, file: key });
		else found.scenario.videos.push(await video(id, key, join(folder, name), tools, found.remarks));
	}
	if (found.scenario.videos.length === 0) throw new Error(`${folder} holds no video (${videos.join(', ')})`);
	if (found.scenario.people.length === 0)
		found.remarks.push(
			`There are no portraits in ${join(relative('', folder) || folder, 'people', 'NAME')}, so nobody can be ` +
				'trained: everybody will be unknown',
		);
	return found;
}

function person(people: ScenarioPerson[], name: string): ScenarioPerson {
	const known = people.find((entry) => entry.name === name);
	if (known) return known;
	const made = { name, id: name, portraits: [] };
	people.push(made);
	return made;
}

async function video(
	id: string,
	file: string,
	path: string,
	tools: MediaTools,
	remarks: string[],
): Promise<ScenarioVideo> {
	const facts = await probeVideo(tools, path).catch((error: unknown) =>
		error instanceof MediaError ? error : Promise.reject(error),
	);
	if (facts instanceof MediaError) {
		remarks.push(`${file}: ${facts.message}. It is in the archive, but its analysis will fail`);
		return { id, title: basename(file), file, durationSeconds: 1, timeBase: 'PAL', cast: [] };
	}
	return {
		id,
		title: basename(file),
		file,
		durationSeconds: facts.durationSeconds,
		timeBase: facts.timeBase,
		cast: [],
	};
}
