import { takesNothing, type Parameters } from './parameters';
import type { Call, Reply, Route } from './route';

/** A call of VidiCore's in words, with what answers it and its parameters side by side. */
export interface DeclaredCall {
	words: string;
	route: Route;
	parameters: Parameters;
}

/** A call in words: `GET /API/library/{}`. `{}` is any part of a path, `{item|library}` one of these words. */
export function call(
	words: string,
	answer: (call: Call) => Reply | Promise<Reply>,
	parameters: Parameters = takesNothing,
	body?: 'streamed' | 'text',
): DeclaredCall {
	const [method = '', path = ''] = words.split(' ');
	const pattern = path.replaceAll('{}', '([^/]+)').replace(/\{([^}]*\|[^}]*)\}/g, '($1)');
	return { words, route: [method, new RegExp(`^${pattern}$`), answer, body], parameters };
}
