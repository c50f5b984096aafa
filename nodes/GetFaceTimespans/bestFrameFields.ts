import { showWhen } from '../kit/field';
import { choice, number } from '../kit/fields/plain';

/** The rows that can have a picture. */
export const rowsWithFrames = ['appearances', 'people'];

/** Whether rows get a picture, and how many at most. */
export const bestFrameFields = {
	bestFrame: showWhen(
		choice({
			displayName: 'Best Frame',
			options: [
				{ name: 'File', value: 'file', description: 'As binary data in the field "data"' },
				{
					name: 'Link',
					value: 'link',
					description: 'An address that works without a login: whoever has it can see the picture',
				},
				{ name: 'None', value: 'none', description: 'No picture is asked for or made' },
			],
			default: 'none',
			description:
				'A picture of each row: the frame in which the service was surest of the person. VidiCore makes it when it ' +
				'is not there yet.',
		}),
		{ output: rowsWithFrames },
	),
	bestFrameLimit: showWhen(
		number({
			displayName: 'Best Frames at Most',
			default: 20,
			minValue: 1,
			maxValue: 500,
			description: 'How many rows of a video get a picture, the first ones; each takes VidiCore a moment to make',
		}),
		{ output: rowsWithFrames, bestFrame: ['file', 'link'] },
	),
};

/** What is said of it. */
export const bestFrameOutputs = {
	bestFrame: 'A link to the picture in which the service was surest, when it is wanted',
	bestFrameSeconds: 'The moment of that picture, from the beginning of the video',
};
