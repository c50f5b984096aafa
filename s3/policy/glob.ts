/** Patterns as policies have them: `*` for any characters, `?` for one. */

/**
 * Whether all that `inner` matches is matched by `outer` too. May say no where it is so in a roundabout way, never
 * yes where it is not.
 */
export const covers = (outer: string, inner: string): boolean => compare(outer, inner, { starOfInner: false });

/** Whether some text is matched by both. */
export const overlap = (one: string, other: string): boolean => compare(one, other, { starOfInner: true });

/**
 * Walks both patterns at once; row[j] says whether what was read of `outer` can have met the first j characters of
 * `inner`.
 */
function compare(outer: string, inner: string, { starOfInner }: { starOfInner: boolean }): boolean {
	let row = new Array<boolean>(inner.length + 1).fill(false);
	row[0] = true;
	if (starOfInner) spread(row, inner);
	for (const one of outer) {
		const next = new Array<boolean>(inner.length + 1).fill(false);
		for (let j = 0; j <= inner.length; j++) {
			if (one === '*') next[j] = row[j] === true || (j > 0 && next[j - 1] === true);
			else if (j > 0)
				next[j] =
					(row[j - 1] === true && fits(one, inner.charAt(j - 1), starOfInner)) ||
					(starOfInner && inner.charAt(j - 1) === '*' && row[j] === true);
		}
		if (starOfInner) spread(next, inner);
		row = next;
	}
	return row[inner.length] === true;
}

/** A star of `inner` may stand for nothing. */
function spread(row: boolean[], inner: string): void {
	for (let j = 1; j <= inner.length; j++) row[j] ||= inner.charAt(j - 1) === '*' && row[j - 1] === true;
}

function fits(one: string, other: string, starOfInner: boolean): boolean {
	if (other === '*') return starOfInner;
	return one === '?' || one === other || (starOfInner && other === '?');
}
