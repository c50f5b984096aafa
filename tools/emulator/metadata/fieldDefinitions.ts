import { inSeconds } from '../time';

/** What a metadata field is, as far as the emulator minds. */
export interface FieldDefinition {
	/**
	 * VidiCore's word: `string` is split into words and case does not count, `string-exact` is one token; `integer`,
	 * `long`, `float`, `date`, `boolean`, `timeCode`. Each may end in `-sortable` or `-noindex`.
	 */
	type: string;
	/** One of VidiCore's own; `title` is one as well (recorded), and can be written. */
	system?: boolean;
	/** The values that there are to choose from: what is kept, and how it is shown. */
	values?: Array<{ key: string; value: string }>;
}

const ofType = (type: string, names: string): Array<[string, FieldDefinition]> =>
	names.split(' ').map((name) => [name, { type, system: true }]);

/** The fields that every VidiCore has and that an item has after its import (recorded names). */
export const systemFields = (): Map<string, FieldDefinition> =>
	new Map([
		...ofType('string', 'title originalFilename'),
		...ofType('string-exact', 'itemId user mediaType mimeType originalFormat originalVideoCodec originalAudioCodec'),
		...ofType('string-exact', 'shapeTag representativeThumbnail representativeThumbnailNoAuth'),
		...ofType('date', 'created'),
		...ofType('float', 'durationSeconds startSeconds'),
		...ofType('integer', 'originalWidth originalHeight'),
		...ofType('timeCode', 'durationTimeCode startTimeCode'),
	]);

/** The type of a field that VidiCore makes up when it is asked; undefined for one that the emulator does not make. */
export const transientType = (name: string): string | undefined =>
	({ __metadata_last_modified: 'date', __shape_size: 'integer' })[name];

const words = /^(string|integer|long|float|date|boolean|timeCode)(-exact)?(-sortable|-noindex)?$/;

/** Whether this is the type of a field (the SDK's list). */
export const isFieldType = (type: string): boolean => words.test(type) && !/^(?!string).*-exact/.test(type);

const readings: Readonly<Record<string, (value: string) => boolean>> = {
	integer: (value) => /^[-+]?\d{1,10}$/.test(value),
	long: (value) => /^[-+]?\d{1,19}$/.test(value),
	float: (value) => value.trim() !== '' && Number.isFinite(Number(value)),
	date: (value) =>
		/^\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?$/.test(value) && !Number.isNaN(Date.parse(value.replace('+0000', 'Z'))),
	boolean: (value) => value === 'true' || value === 'false',
	timeCode: (value) => {
		try {
			return inSeconds(value).bottom !== 0n;
		} catch {
			return false;
		}
	},
};

/** Whether a value may stand in such a field. */
export function fits({ type, values }: FieldDefinition, value: string): boolean {
	if (values && values.length > 0 && !values.some(({ key }) => key === value)) return false;
	return readings[type.split('-')[0] ?? '']?.(value) ?? true;
}
