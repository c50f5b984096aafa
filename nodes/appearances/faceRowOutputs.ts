import { appearanceOutputs } from './appearanceOutputs';
import { nothingOutputs } from './nothingFound';

/** What is said of faces, whichever rows they come out in. */
export const faceRowOutputs = {
	title: 'The title of the video',
	link: 'Where people look at the video, when the credential has "Link to an Item"',
	...appearanceOutputs,
	appearances: 'Per person and in a file: how many; per video: all of them',
	totalSeconds: 'Per person: for how long in total; overlapping appearances count once',
	firstSeconds: 'Per person: when first seen, in seconds',
	lastSeconds: 'Per person: when last seen, in seconds',
	firstTimecode: 'Per person: when first seen',
	lastTimecode: 'Per person: when last seen',
	bestConfidence: 'Per person: the surest of their appearances',
	people: 'Per time together: the names; per video: a row for each person',
	personIds: 'Per time together: what the face service calls them',
	...nothingOutputs,
};
