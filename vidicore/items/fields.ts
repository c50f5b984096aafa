/** Metadata as VidiCore's JSON has them, as far as single fields are read. */
export interface PlainMetadata {
	timespan?: Array<{ field?: Array<{ name?: string; value?: Array<{ value?: string }> }> }>;
}

/** The first value of a field that is not timed; '' when there is none. Ask VidiCore with `interval=generic`. */
export const fieldValue = (metadata: PlainMetadata | undefined, name: string): string =>
	(metadata?.timespan ?? []).flatMap(({ field = [] }) => field).find((field) => field.name === name)?.value?.[0]
		?.value ?? '';
