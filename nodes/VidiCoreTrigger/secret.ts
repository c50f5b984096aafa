import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const bytes = 24;

/** What nobody can guess, in hexadecimal digits. */
export const newSecret = (): string => randomBytes(bytes).toString('hex');

/**
 * What a secret is known by without telling it. There is nothing to be guessed in 192 random bits, so that this needs
 * no salt and no slowness.
 */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Whether what a caller gives is the secret of this hash. Anything can be given: a query may hold lists and objects,
 * and texts of any length. Never throws, and its duration does not tell how much of a guess was right.
 */
export function isSecret(given: unknown, hash: unknown): boolean {
	if (typeof given !== 'string' || given.length !== bytes * 2 || typeof hash !== 'string') return false;
	const [one, other] = [Buffer.from(secretHash(given)), Buffer.from(hash)];
	return one.length === other.length && timingSafeEqual(one, other);
}
