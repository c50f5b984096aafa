/**
 * What the lab runs. n8n 2.41 did not install when this was written; to move on, change the number and run the tests.
 */
export const n8nVersion = '2.40.7';
/** n8n 2.40 asks for Node 24 or newer. */
export const nodeMajor = 24;
