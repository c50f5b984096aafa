/** A file that cannot be written for these rows: why, and what the user can do. */
export class FormatError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** One kind of file that rows of a video can become: what users read of it, and how it is written. */
export interface FileFormat<Row, Settings> {
	/** As lists show it; its extension is shown behind it. */
	label: string;
	/** What it is for, where the label does not say it. */
	description?: string;
	/** Without a dot. */
	extension: string;
	mimeType: string;
	/** Whether it counts in frames and so needs a frame rate. */
	inFrames?: boolean;
	/** Its text (UTF-8), or its bytes. Throws a FormatError. */
	write(rows: readonly Row[], settings: Settings): string | Promise<Uint8Array>;
}
