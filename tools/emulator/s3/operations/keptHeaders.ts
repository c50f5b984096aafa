const KEPT_HEADERS = [
	'content-type',
	'content-encoding',
	'content-disposition',
	'content-language',
	'cache-control',
	'expires',
];

/** The headers that stay with an object. */
export function keptHeaders(headers: Record<string, string>): Record<string, string> {
	const kept = Object.entries(headers).filter(
		([name]) => KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'),
	);
	return Object.fromEntries(
		kept
			.map(([name, value]) => [name, name === 'content-encoding' ? withoutChunked(value) : value])
			.filter(([, value]) => value !== ''),
	);
}

/** `aws-chunked` is how the body travelled, not what the object is. */
function withoutChunked(value: string): string {
	return value
		.split(',')
		.map((one) => one.trim())
		.filter((one) => one !== 'aws-chunked')
		.join(',');
}
