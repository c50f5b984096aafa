/**
 * What people type into n8n's panel of nodes, and which of ours must be among the first three. Where n8n's own nodes of
 * that very name cannot be overtaken, which of ours must be the first of ours.
 */
export const searchWords: ReadonlyArray<{ words: string; among?: string; firstOfOurs?: string }> = [
	{ words: 'face recognition', among: 'VidiCore Analyze Item' },
	{ words: 'face', firstOfOurs: 'VidiCore Get Face Timespans' }, // three nodes for Facebook begin with it
	{ words: 'ingest', among: 'VidiCore' },
	{ words: 'import', among: 'VidiCore' },
	{ words: 'upload video', among: 'VidiCore' },
	{ words: 'media asset', among: 'VidiCore' },
	{ words: 'MAM', among: 'VidiCore' },
	{ words: 'archive', among: 'VidiCore' },
	{ words: 'thumbnail', among: 'VidiCore' },
	{ words: 'clip', among: 'VidiCore' },
	{ words: 'analyse', among: 'VidiCore Analyze Item' },
	{ words: 'transcript', among: 'VidiCore Get Analysis Results' },
	{ words: 'reel', among: 'VidiCore Manage Faces' },
	{ words: 'vidispine', among: 'VidiCore' },
	{ words: 'vidinet', among: 'VidiCore Attach VidiNet Service' },
];
