/** Stryker's JSON report, as far as it is read here. */
export interface Report {
	files: Record<string, { mutants: Array<{ status: string }> }>;
}

/** How many changes of a file were noticed, by a test that failed or never ended. */
export interface Score {
	file: string;
	noticed: number;
	/** Without those that could not be run. */
	changes: number;
}

const noticed = new Set(['Killed', 'Timeout']);
const unnoticed = new Set(['Survived', 'NoCoverage']);

export const scoresOf = ({ files }: Report): Score[] =>
	Object.entries(files).map(([file, { mutants }]) => {
		const count = (statuses: ReadonlySet<string>) => mutants.filter(({ status }) => statuses.has(status)).length;
		return { file, noticed: count(noticed), changes: count(noticed) + count(unnoticed) };
	});

/** The scores of these groups as a table, with a line for each group. */
export function table(groups: ReadonlyArray<readonly [string, Score[]]>): string {
	const line = (name: string, scores: readonly Score[]) => {
		const [of, all] = [sum(scores, 'noticed'), sum(scores, 'changes')];
		return `| ${name} | ${all} | ${of} | ${all === 0 ? '–' : `${Math.floor((100 * of) / all)} %`} |`;
	};
	return [
		'| file | changes | noticed | score |',
		'| --- | --- | --- | --- |',
		...groups.flatMap(([group, scores]) => [
			line(`**${group}**`, scores),
			...scores.filter(({ changes }) => changes > 0).map((score) => line(score.file, [score])),
		]),
	].join('\n');
}

const sum = (scores: readonly Score[], what: 'noticed' | 'changes'): number =>
	scores.reduce((total, score) => total + score[what], 0);
