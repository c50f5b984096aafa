import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { getFaceTimespans } from './getFaceTimespans.operation';

export class GetFaceTimespans extends defineNode({
	name: 'getFaceTimespans',
	title: 'Get Face Timespans',
	description:
		'Get who is seen in a video, from when to when, as the face service found it. Free; the video must have been ' +
		'analyzed.',
	subtitle:
		'={{ "Get faces: " + ({ appearances: "one item per appearance", people: "one item per person", ' +
		'videos: "one item per video", file: "one file per video", together: "one item per time together" })' +
		'[$parameter["output"]] }}',
	operation: getFaceTimespans,
	more: bothVersions,
}) {}
