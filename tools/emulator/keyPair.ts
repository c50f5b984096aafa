/** A user of an S3 server. */
export interface KeyPair {
	accessKeyId: string;
	secretAccessKey: string;
}
