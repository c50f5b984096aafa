import type { Appearance } from '../../faces/appearance';
import { readAppearances } from '../../faces/readAppearances';
import type { VideoTime } from '../../faces/videoTime';

export interface Seen {
	person: string;
	/** '' for somebody who was given none. */
	personId?: string;
	start: string;
	end: string;
	confidence?: string;
}

/** Appearances in VX-1 as they are read from metadata of VidiCore's shape: nested values of the keyframe analyser. */
export const seen = (...list: Seen[]): Appearance[] => seenIn({}, ...list);

/** The same in a video of which something is known. */
export const seenIn = (video: VideoTime, ...list: Seen[]): Appearance[] =>
	readAppearances('VX-1', { timespan: list.map(timespan) }, video);

const timespan = ({ person, personId = `id of ${person}`, start, end, confidence }: Seen) => ({
	start,
	end,
	group: [
		{
			name: 'adu_face_DeepVAKeyframeAnalyzer',
			field: [],
			group: [
				{
					name: 'adu_av_analyzedValue',
					field: [
						field('adu_av_value', person),
						...(personId ? [field('adu_av_valueId', personId)] : []),
						...(confidence ? [field('adu_av_confidence', confidence)] : []),
					],
				},
			],
		},
	],
});

const field = (name: string, value: string) => ({ name, value: [{ value }] });
