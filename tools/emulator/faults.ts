/** An error as VidiCore answers it: one of the nine kinds of its ExceptionDocument, or the framework's own. */
export class ApiFault extends Error {
	constructor(
		readonly status: number,
		readonly kind: string,
		readonly members: Record<string, string | undefined> = {},
	) {
		super([`${status} ${kind}`, members.explanation].filter(Boolean).join(': '));
	}
}

const kinds = [
	'notFound',
	'internalServer',
	'forbidden',
	'notYetImplemented',
	'conflict',
	'invalidInput',
	'licenseFault',
	'fileAlreadyExists',
	'notAuthorized',
];
const memberNames: Readonly<Record<string, string[]>> = {
	notFound: ['type', 'id', 'context'],
	invalidInput: ['context', 'id', 'explanation', 'value'],
	forbidden: ['context', 'id', 'explanation'],
	conflict: ['context', 'id', 'explanation', 'value'],
	notAuthorized: ['message'],
	internalServer: ['message'],
};

export const notFound = (type: string, id: string) => new ApiFault(404, 'notFound', { type, id });
export const invalidInput = (context: string, explanation: string, id?: string, value?: string) =>
	new ApiFault(400, 'invalidInput', { context, id, explanation, value });
export const unknownPath = () => new ApiFault(404, 'framework');

/** The fault's document: all nine kinds in JSON, eight of them null (recorded). */
export function exceptionJson({ kind, status, members }: ApiFault): object {
	if (kind === 'framework') return { code: status, message: `HTTP ${status} ${members.message ?? 'Not Found'}` };
	return Object.fromEntries(
		kinds.map((name) => [
			name,
			name === kind
				? Object.fromEntries((memberNames[name] ?? []).map((member) => [member, members[member] ?? null]))
				: null,
		]),
	);
}

/** The same for XML: one child only. */
export function exceptionXml({ kind, members }: ApiFault): object {
	return { [kind]: Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) };
}

export function fieldMissing(name: string): never {
	throw notFound('metadata-field', name);
}
