import { Companions, type Pair } from '../../faces/companions';
import { filterAppearances } from '../../faces/filter';
import { pairsSvg } from '../../render/pairs';
import { png } from '../../render/png';
import type { VidiCoreHttp } from '../../vidicore/http';
import { facesInVideo } from '../appearances/facesInVideo';
import { leastFilters } from '../appearances/leastFilters';
import { writtenFile } from '../appearances/writtenFile';
import { showWhen } from '../kit/field';
import { options } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { operation, RowWithFiles } from '../kit/operation';
import { someAtATime } from '../kit/someAtATime';
import { sourceVideos, type Candidate } from '../reels/plannedReels';
import { whyNot } from '../reels/plannedVideo';
import { dates, sourceOf, where } from '../reels/reelFields';

const onlyPictures = { output: ['png', 'svg'] };
const picture = { label: 'Picture', mimeType: 'image/png' };

/** Who is seen with whom, over many videos. */
export const whoWithWhom = operation({
	value: 'whoWithWhom',
	label: 'Who With Whom',
	action: 'Find out who is seen with whom',
	description: 'Which known people are seen at the same time, in how many videos and for how long',
	pace: 'together',
	fields: {
		...where,
		output: choice({
			displayName: 'Output',
			options: [
				{ name: 'One Item per Pair', value: 'pairs', description: 'Those who are together longest first' },
				{ name: 'Picture (.png)', value: 'png', description: 'A table of people, the longer together the stronger' },
				{ name: 'Picture (.svg)', value: 'svg', description: 'The same in any size' },
			],
			default: 'pairs',
		}),
		binaryField: showWhen(
			text({
				displayName: 'Put Output File in Field',
				default: 'data',
				required: true,
				hint: 'The name of the output binary field to put the file in',
			}),
			onlyPictures,
		),
		options: options({
			...dates,
			minConfidence: leastFilters('Faces').minConfidence,
			theme: showWhen(
				choice({
					displayName: 'Theme',
					options: [
						{ name: 'Dark', value: 'dark' },
						{ name: 'Light', value: 'light' },
					],
					default: 'light',
				}),
				onlyPictures,
			),
		}),
	},
	outputs: {
		person: 'One of the two',
		personId: 'What the face service calls that person',
		with: 'The other one',
		withId: 'What the face service calls the other one',
		videos: 'Per pair: in how many videos they are seen at the same time; in a picture: how many were looked into',
		seconds: 'For how long in all; moments whose end nobody knows are not counted',
		pairs: 'In a picture: how many pairs there are',
		fileName: 'The name of the picture',
	},
	async run(fields, { context, vidiCore, signal, hint }) {
		const source = sourceOf(fields, context.getTimezone());
		const http = await vidiCore();
		const companions = new Companions();
		const { minConfidence } = fields.options;
		let videos = 0;
		for await (const page of sourceVideos(http, source, [], signal)) {
			const seen = await someAtATime(page, (candidate) => knownPeople(http, candidate, minConfidence, signal));
			for (const one of seen)
				if (typeof one === 'string') hint(one);
				else companions.add(one);
			videos += seen.filter((one) => typeof one !== 'string').length;
		}
		const pairs: Pair[] = companions.rows();
		if (fields.output === 'pairs') return pairs.map((pair) => ({ ...pair }));
		const { theme } = fields.options;
		const drawn = pairsSvg('Who with whom', pairs, theme);
		const isSvg = fields.output === 'svg';
		const { fileName, binary } = await writtenFile(context, {
			name: 'who-with-whom',
			format: {
				...picture,
				extension: fields.output,
				...(isSvg ? { mimeType: 'image/svg+xml' } : {}),
				write: () => (isSvg ? drawn : png(drawn)),
			},
			...{ rows: pairs, settings: undefined },
		});
		return new RowWithFiles({ videos, pairs: pairs.length, fileName }, { [fields.binaryField]: binary });
	},
});

/** Those who are known by name in one video; a text says why it could not be read. */
async function knownPeople(
	http: VidiCoreHttp,
	candidate: Candidate,
	minConfidence: number | undefined,
	signal?: AbortSignal,
) {
	if ('leftOut' in candidate) return `${candidate.leftOut.itemId} is left out: ${candidate.leftOut.reason}`;
	const { itemId, title, facts } = candidate.found;
	try {
		const { appearances } = await facesInVideo(http, itemId, { facts: { ...facts, title }, signal });
		return filterAppearances(appearances, { minConfidence, show: 'known' });
	} catch (error) {
		const reason = whyNot(error);
		return reason === undefined ? await Promise.reject(error) : `${itemId} is left out: ${reason}`;
	}
}
