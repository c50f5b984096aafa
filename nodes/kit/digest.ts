import { createHash } from 'node:crypto';

/** 32 hexadecimal digits that are the same for the same. */
export const digest = (...parts: Array<string | Uint8Array>): string => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex').slice(0, 32);
};
