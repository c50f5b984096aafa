import { fieldMissing, invalidInput } from '../faults';
import type { Store } from '../store';
import { inSeconds, isBefore, type Fraction } from '../time';
import { uncertain } from '../uncertain';
import { fits } from './fieldDefinitions';
import type { FieldIn, GroupIn, SpanIn } from './metadataIn';

/** Throws 404 for a field that VidiCore does not know, 400 for what cannot be in a field or is no time span. */
export function checkSpan({ start, end, field, group }: SpanIn, store: Store): void {
	if (!isBefore(time(start), time(end))) throw invalidInput('timespan', 'It ends before it begins', undefined, start);
	const all = [...field, ...group.flatMap(fieldsIn)];
	for (const { name } of all) if (!store.metadataFields.has(name)) fieldMissing(name);
	for (const { name, values } of all) {
		const definition = store.metadataFields.get(name);
		if (!definition) continue;
		if (definition.system && !writable.has(name)) throw invalidInput('field', 'The field cannot be written', name);
		for (const { value, mode, uuid } of values)
			if (mode !== 'remove' && !(value === '' && uuid) && !fits(definition, value))
				throw invalidInput('field', `Not a value of a field of type ${definition.type}`, name, value);
	}
}

const writable = new Set<string>(uncertain.writableSystemFields);

const fieldsIn = ({ field, group }: GroupIn): FieldIn[] => [...field, ...group.flatMap(fieldsIn)];

function time(text: string): Fraction {
	try {
		return inSeconds(text);
	} catch {
		throw invalidInput('timespan', 'Not a time', undefined, text);
	}
}
