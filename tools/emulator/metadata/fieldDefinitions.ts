/** What a metadata field is, as far as the emulator minds. */
export interface FieldDefinition {
	/**
	 * VidiCore's word: `string` is split into words and case does not count, `string-exact` is one token; `integer`,
	 * `long`, `float`, `date`, `boolean`, `timeCode`. Each may end in `-sortable` or `-noindex`.
	 */
	type: string;
	/** One of VidiCore's own; `title` is one as well (recorded), and can be written. */
	system?: boolean;
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
