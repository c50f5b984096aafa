import { readingVersions } from '../appearances/laterVersion';
import { defineNode } from '../kit/defineNode';
import { getFaceTimespans } from './getFaceTimespans.operation';

export class GetFaceTimespans extends defineNode({
	name: 'getFaceTimespans',
	title: 'Get Face Timespans',
	description:
		'Get who is seen in a video, from when to when, as the face service found it. Free; the video must have been ' +
		'analyzed.',
	subtitle:
		'={{ ({ appearances: "One item per appearance", people: "One item per person", videos: "One item per video", ' +
		'file: "One file per video", together: "One item per time together" })[$parameter["output"]] }}',
	operation: getFaceTimespans,
	more: readingVersions,
}) {}
