import type { IDataObject } from 'n8n-workflow';
import type { Scenario } from '../emulator/scenario';
import { inSeconds, roughly } from '../emulator/time';

/** How well "who is seen when" agrees with what a video shows. */
export interface Agreement {
	/** Of the seconds in which somebody was reported, the share in which they are really there. */
	precision: number;
	/** Of the seconds in which somebody is there, the share in which they were reported. */
	recall: number;
	/** Person-seconds reported, really there, and both. */
	reported: number;
	real: number;
	both: number;
	/** Unknown people reported, and really there. */
	strangersReported: number;
	strangersReal: number;
	/** Person-seconds that disagree, as text. */
	wrong: string[];
}

interface Stretch {
	who: string;
	from: number;
	to: number;
}

/**
 * Compares rows of Get Face Timespans with the cast of a video, second by second: the middle of every second counts
 * for everybody in it. Seconds nearer than `toleranceSeconds` to an edge of an appearance are left out for that
 * person. Unknown people carry made-up names: each stands for the stranger they share most time with, and a second
 * name for the same stranger is wrong.
 */
export function agreement(
	scenario: Scenario,
	videoId: string,
	rows: readonly IDataObject[],
	toleranceSeconds = 0,
): Agreement {
	const video = scenario.videos.find(({ id }) => id === videoId);
	if (!video) throw new Error(`The scenario has no video ${videoId}`);
	const known = new Set(scenario.people.map(({ name }) => name));
	const seconds = (samples: number) => roughly(inSeconds(`${samples}@${video.timeBase}`));
	const real = video.cast.map(({ face, from, to }): Stretch => ({
		who: known.has(face) ? face : `stranger ${face}`,
		from: seconds(from),
		to: seconds(to),
	}));
	const found = rows.map((row): Stretch => ({
		who: row.known === true ? String(row.person) : `id ${String(row.personId ?? row.person)}`,
		from: Number(row.startSeconds),
		to: Number(row.endSeconds),
	}));
	const names = namesOfStrangers(real, found);
	const reported = cells(
		found.map((stretch) => ({ ...stretch, who: names.get(stretch.who) ?? stretch.who })),
		real,
		toleranceSeconds,
	);
	const there = cells(real, real, toleranceSeconds);
	const both = [...reported].filter((cell) => there.has(cell)).length;
	const unknown = (stretches: readonly Stretch[], prefix: string) =>
		new Set(stretches.map(({ who }) => who).filter((who) => who.startsWith(prefix))).size;
	return {
		precision: reported.size === 0 ? 1 : both / reported.size,
		recall: there.size === 0 ? 1 : both / there.size,
		reported: reported.size,
		real: there.size,
		both,
		strangersReported: unknown(found, 'id '),
		strangersReal: unknown(real, 'stranger '),
		wrong: [
			...[...there].filter((cell) => !reported.has(cell)).map((cell) => `missing: ${cell}`),
			...[...reported].filter((cell) => !there.has(cell)).map((cell) => `not there: ${cell}`),
		],
	};
}

function cells(stretches: readonly Stretch[], real: readonly Stretch[], tolerance: number): Set<string> {
	const filled = new Set<string>();
	for (const { who, from, to } of stretches) {
		const edges = real.filter((stretch) => stretch.who === who).flatMap((stretch) => [stretch.from, stretch.to]);
		for (let middle = Math.ceil(from - 0.5) + 0.5; middle < to; middle += 1) {
			if (!edges.some((edge) => Math.abs(edge - middle) < tolerance))
				filled.add(`${who} in second ${Math.floor(middle)}`);
		}
	}
	return filled;
}

/** Made-up name → stranger: pairs with the longest common time first, nobody twice. */
function namesOfStrangers(real: readonly Stretch[], found: readonly Stretch[]): Map<string, string> {
	const common = new Map<string, { id: string; stranger: string; seconds: number }>();
	for (const seen of found.filter(({ who }) => who.startsWith('id '))) {
		for (const { who, from, to } of real.filter((stretch) => stretch.who.startsWith('stranger '))) {
			const overlap = Math.max(0, Math.min(to, seen.to) - Math.max(from, seen.from));
			const key = JSON.stringify([seen.who, who]);
			common.set(key, { id: seen.who, stranger: who, seconds: (common.get(key)?.seconds ?? 0) + overlap });
		}
	}
	const names = new Map<string, string>();
	for (const { id, stranger, seconds } of [...common.values()].sort((a, b) => b.seconds - a.seconds)) {
		if (seconds > 0 && !names.has(id) && ![...names.values()].includes(stranger)) names.set(id, stranger);
	}
	return names;
}
