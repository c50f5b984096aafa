import { createHash, createHmac } from 'node:crypto';

/** The hash in the form the signer wants it; with a key it is the HMAC. */
export class Sha256 {
	private readonly hash;

	constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
		this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
	}

	update(data: Uint8Array): void {
		this.hash.update(data);
	}

	async digest(): Promise<Uint8Array> {
		return this.hash.digest();
	}
}

function bytes(value: string | ArrayBuffer | ArrayBufferView): Buffer {
	if (typeof value === 'string') return Buffer.from(value);
	return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value);
}
