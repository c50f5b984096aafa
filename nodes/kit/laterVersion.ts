import type { FunctionsBase } from 'n8n-workflow';

/** The later version of nodes that have two; saved workflows stay at 1 and get what they got. */
export const later = 1.1;

/** Which versions there are, and which one a new node is. */
export const bothVersions = { version: [1, later], defaultVersion: later };

/** Whether the node is one of the later version. */
export const isLaterNode = (context: Pick<FunctionsBase, 'getNode'>): boolean => context.getNode().typeVersion >= later;
