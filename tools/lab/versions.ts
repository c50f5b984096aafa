/** A version of n8n that the lab can start, and the major versions of Node that it is tried on. */
export interface N8nVersion {
	version: string;
	node: { from: number; to?: number };
	/** Packages of it that are to be had from elsewhere than it says, for npm's `overrides`. */
	overrides?: Record<string, string>;
	environment?: Record<string, string>;
}

/**
 * What the lab runs unless told otherwise; to move on, change the number and run the tests. n8n 2.40 asks for Node 24
 * or newer.
 */
export const currentN8n: N8nVersion = { version: '2.40.7', node: { from: 24 } };

/** The newest that could be installed when this was written: 2.41.3 asks for a package that npm did not have. */
export const newestN8n: N8nVersion = { version: '2.41.1', node: { from: 24 } };

/**
 * The last line of n8n 1, which many still run, on the oldest Node that it takes. It wants its spreadsheet library from
 * its maker's own server; npm's last one does as well here, where nothing uses it. Its newer expression engine brings
 * no binary for Node 20.
 */
export const olderN8n: N8nVersion = {
	version: '1.123.81',
	node: { from: 20, to: 20 },
	overrides: { xlsx: '0.18.5' },
	environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
};
