/**
 * Text without the slashes at its end. A pattern such as `/\/+$/` begins anew at each slash and takes time in
 * proportion to their square.
 */
export function withoutSlashesAtEnd(text: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === '/') end--;
	return text.slice(0, end);
}

/** The same for both ends. */
export function withoutOuterSlashes(text: string): string {
	let begin = 0;
	while (text[begin] === '/') begin++;
	return withoutSlashesAtEnd(text.slice(begin));
}
