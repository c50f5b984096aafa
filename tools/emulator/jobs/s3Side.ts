import type { KeyPair } from '../keyPair';

/** The S3 server as VidiCore and the face service see it, each with keys of its own. */
export interface S3Side {
	endpoint: string;
	region: string;
	cognitive: KeyPair;
	vidicore: KeyPair;
}
