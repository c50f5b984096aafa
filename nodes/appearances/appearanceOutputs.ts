/** What is said of one appearance. */
export const appearanceOutputs = {
	itemId: 'The video',
	person: 'The name; unknown faces have one such as unknown_0007',
	personId: 'What the face service calls the person',
	known: 'Whether it is the name of a person',
	start: 'Begin in VidiCore’s notation: samples @ time base',
	end: 'End in the same notation; at this instant the face is no longer seen',
	startSeconds: 'Begin in seconds from the beginning of the video',
	endSeconds: 'End in seconds, exclusive',
	durationSeconds: 'How long, in seconds',
	startTimecode: 'Begin as a time code, counted from the start time code of the video',
	endTimecode: 'End as a time code, exclusive',
	confidence: 'How sure the service is, from 0 to 1',
	analyzer: 'Which analysis found it',
	detectedAt: 'When it was found',
	mergedFrom: 'How many neighboring appearances were joined into this one',
	extra: 'Further groups of the detection, as VidiCore holds them',
};
