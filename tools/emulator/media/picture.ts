/** The file of a picture. */
export interface Picture {
	bytes: Buffer;
	contentType: string;
}
