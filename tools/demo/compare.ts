import type { IDataObject } from 'n8n-workflow';
import { expectedAppearances } from '../emulator/expected';
import type { Scenario } from '../emulator/scenario';
import { inSeconds, roughly } from '../emulator/time';

/**
 * What is missing or too much in the node's output, compared with the scenario's cast list; empty when all is right.
 */
export function differences(scenario: Scenario, video: string, rows: readonly IDataObject[], threshold = 0): string[] {
	const wanted = count(
		expectedAppearances(scenario, video, threshold).map(({ person, start, end, confidence }) =>
			line(person, roughly(inSeconds(start)), roughly(inSeconds(end)), confidence),
		),
	);
	const found = count(
		rows.map(({ person, known, startSeconds, endSeconds, confidence }) =>
			line(known === true ? String(person) : undefined, Number(startSeconds), Number(endSeconds), confidence),
		),
	);
	const lacking = (a: Map<string, number>, b: Map<string, number>, word: string) =>
		[...a].filter(([key, times]) => (b.get(key) ?? 0) < times).map(([key]) => `${word}: ${key}`);
	return [...lacking(wanted, found, 'missing'), ...lacking(found, wanted, 'not in the cast list')];
}

const line = (person: string | undefined, start: number, end: number, confidence: unknown) =>
	`${person ?? 'somebody unknown'}, ${start.toFixed(6)} s to ${end.toFixed(6)} s, confidence ${String(confidence)}`;

function count(lines: string[]): Map<string, number> {
	const counted = new Map<string, number>();
	for (const entry of lines) counted.set(entry, (counted.get(entry) ?? 0) + 1);
	return counted;
}
