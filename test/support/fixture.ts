import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A document in the shape that VidiCore is known to answer; names, ids and keys in it are invented. */
export const fixtureText = (name: string): string =>
	readFileSync(join(__dirname, '..', 'fixtures', 'vidicore', name), 'utf8');
export const fixture = <T = Record<string, unknown>>(name: string): T => JSON.parse(fixtureText(name)) as T;
