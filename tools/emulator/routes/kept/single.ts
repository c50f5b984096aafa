import { notFound } from '../../faults';
import { call, type DeclaredCall } from '../declared';
import { takesNothing } from '../parameters';
import type { Call, Reply } from '../route';
import { kindOf, placeOf } from './place';

const only = '';

/** The one document that lies at a path. */
const documentsAt = (asked: Call, path: string) => asked.backend.store.kept.at(placeOf(asked, path));

/**
 * A document of which there is one at its path, such as a configuration: read, written, and with `DELETE` among the
 * methods set back to what it was in the beginning. Without `initial` there is none until it is written.
 */
export function single(path: string, root: string, methods: string, initial?: Record<string, unknown>): DeclaredCall[] {
	const read = (asked: Call): Reply => {
		const document = documentsAt(asked, path).get(only) ?? initial;
		if (!document) throw notFound(kindOf(path), asked.params.at(-1) ?? '');
		return { root, document };
	};
	const write = (asked: Call): Reply => {
		documentsAt(asked, path).set(only, asked.document);
		return { root, document: asked.document };
	};
	const remove = (asked: Call): Reply => void documentsAt(asked, path).delete(only);
	const answers: Readonly<Record<string, (asked: Call) => Reply>> = { GET: read, PUT: write, DELETE: remove };
	return methods.split(' ').flatMap((method) => {
		const answer = answers[method];
		return answer ? [call(`${method} ${path}`, answer)] : [];
	});
}

/** The same with a text, such as a script or a sequence in another's format. */
export function singleText(path: string, contentType: string, methods = 'GET PUT DELETE'): DeclaredCall[] {
	const found = (asked: Call): { text: string; contentType: string } => {
		const known = documentsAt(asked, path).get(only);
		if (!known) throw notFound(kindOf(path), asked.params.at(-1) ?? '');
		return known as { text: string; contentType: string };
	};
	const read = (asked: Call): Reply => {
		const { text, contentType: type } = found(asked);
		return { bytes: Buffer.from(text), contentType: type };
	};
	const write = (asked: Call): Reply => {
		documentsAt(asked, path).set(only, { text: asked.bytes.toString('utf8'), contentType });
		return undefined;
	};
	const remove = (asked: Call): Reply => {
		found(asked);
		documentsAt(asked, path).delete(only);
		return undefined;
	};
	const answers: Readonly<Record<string, (asked: Call) => Reply>> = { GET: read, PUT: write, DELETE: remove };
	return methods.split(' ').flatMap((method) => {
		const answer = answers[method];
		return answer ? [call(`${method} ${path}`, answer, takesNothing, 'text')] : [];
	});
}
