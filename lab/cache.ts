import { homedir } from 'node:os';
import { join } from 'node:path';

/** The n8n that demo and tests run. Moving to another one is this line. */
export const n8nVersion = '2.40.7';

/** What n8n of that version asks for. */
export const nodeMajor = 24;

/** Outside the checkout, so that a second clone finds what the first one has fetched (n8n alone takes 2.8 GB). */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-vidicore');

/** The checkout. */
export const projectFolder = join(__dirname, '..');

/** Where progress goes: one line a call. */
export type Log = (line: string) => void;
