/**
 * How many letters must be added, left out or exchanged to make one text of the other (Levenshtein's distance). Work
 * grows with the product of their lengths: for names, not for documents.
 */
export function editDistance(a: string, b: string): number {
	const [from, to] = [[...a], [...b]];
	let row = to.map((_, n) => n + 1);
	from.forEach((letter, i) => {
		let [left, aboveLeft] = [i + 1, i];
		row = row.map((above, n) => {
			left = Math.min(left + 1, above + 1, aboveLeft + (letter === to[n] ? 0 : 1));
			aboveLeft = above;
			return left;
		});
	});
	return row.at(-1) ?? from.length;
}
