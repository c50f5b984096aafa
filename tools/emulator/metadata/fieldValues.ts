import type { Change } from './changes';
import { pseudoUuid } from './pseudoUuid';

/** One value of a field, with the change that wrote it; none is the change with which the archive was made. */
export interface StoredValue {
	value: string;
	uuid: string;
	change?: Change;
}

/** A field in one time span: it has one value or several. */
export interface StoredField {
	uuid: string;
	values: readonly StoredValue[];
	change?: Change;
}

/**
 * The fields of one time span, by name. What the archive was made with is kept as its text alone, so that an archive of
 * 100,000 items stays small.
 */
export class FieldValues {
	private readonly fields = new Map<string, string | StoredField>();

	constructor(texts: Iterable<readonly [name: string, value: string]> = []) {
		for (const [name, value] of texts) this.fields.set(name, value);
	}

	/** The same as it is now; later writes do not touch it. */
	copy(): FieldValues {
		const made = new FieldValues();
		for (const [name, field] of this.fields) made.set(name, field);
		return made;
	}

	get size(): number {
		return this.fields.size;
	}

	/** The first value. */
	get(name: string): string | undefined {
		return this.all(name)[0];
	}

	/** All values of a field; none where the field is not there. */
	all(name: string): readonly string[] {
		const field = this.fields.get(name);
		if (field === undefined) return [];
		return typeof field === 'string' ? [field] : field.values.map(({ value }) => value);
	}

	/** The field with the changes that wrote it; `seed` makes the uuids of what the archive was made with. */
	stored(name: string, seed: string): StoredField | undefined {
		const field = this.fields.get(name);
		if (typeof field !== 'string') return field;
		return { uuid: pseudoUuid(`${seed}${name}`), values: [{ value: field, uuid: pseudoUuid(`${seed}${name}v`) }] };
	}

	/** Gives a field this one value, as if the archive had been made with it, or these. */
	set(name: string, field: string | StoredField): void {
		this.fields.set(name, field);
	}

	delete(name: string): boolean {
		return this.fields.delete(name);
	}

	names(): string[] {
		return [...this.fields.keys()];
	}

	/** Every value of every field. */
	*values(): Generator<string> {
		for (const name of this.fields.keys()) yield* this.all(name);
	}
}
