/**
 * AWS's wildcards: `*` any run of characters, `?` exactly one. Linear in practice, so no pattern can stall the
 * server.
 */
export function matches(pattern: string, text: string): boolean {
	let p = 0;
	let t = 0;
	let star = -1;
	let retry = 0;
	while (t < text.length) {
		const wanted = pattern[p];
		if (wanted === '*') {
			star = p++;
			retry = t;
		} else if (wanted === '?' || wanted === text[t]) {
			p++;
			t++;
		} else if (star >= 0) {
			p = star + 1;
			t = ++retry;
		} else return false;
	}
	while (pattern[p] === '*') p++;
	return p === pattern.length;
}
