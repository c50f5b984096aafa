import { UserError } from '../kit/errors';

/** A person's name as the user gave it, without blanks around it. Throws a UserError for one that cannot serve. */
export function faceName(text: unknown): string {
	const name = typeof text === 'string' || typeof text === 'number' ? String(text).trim() : '';
	if (name === '') throw new UserError('"Name" is empty', 'Enter the name of the person, or check the expression.');
	if (name.length > 255) throw new UserError(`The name has ${name.length} characters`, 'Give one of at most 255.');
	if (/\p{Cc}/u.test(name))
		throw new UserError('The name holds a line break or another invisible sign', 'Give the name in one line.');
	if (name.includes('unknown_'))
		throw new UserError(
			`"${name}" would be taken for an unknown face`,
			'VidiCore’s user interface tells unknown faces by "unknown_" in their name. Give another one.',
		);
	return name;
}
