import type { FileFormat } from '../../formats/fileFormat';
import type { SequenceSettings } from '../events';
import type { Segment } from '../segment';
import { reelAvidMarkers } from './avidMarkers';
import { reelEdl } from './edl';
import { reelFcpxml } from './fcpxml';
import { otio } from './otio';
import { reelXmeml } from './xmeml';

/** Edit lists that a planned reel can become. A further one is entered here and nowhere else. */
export const reelFormats = {
	edl: {
		label: 'CMX 3600 EDL',
		description: 'One event a clip, for nearly every editing system. All videos must have one frame rate.',
		extension: 'edl',
		mimeType: 'text/plain',
		write: reelEdl,
	},
	fcpxml: {
		label: 'FCPXML',
		description: 'A sequence with clips, for Final Cut Pro and DaVinci Resolve',
		extension: 'fcpxml',
		mimeType: 'application/xml',
		write: reelFcpxml,
	},
	xmeml: {
		label: 'Premiere Pro XML',
		description: 'A sequence with clips for File → Import, in the format of Final Cut Pro 7 (xmeml)',
		extension: 'xml',
		mimeType: 'application/xml',
		write: reelXmeml,
	},
	otio: {
		label: 'OpenTimelineIO',
		description: 'For DaVinci Resolve, Nuke Studio, Hiero and others that read it',
		extension: 'otio',
		mimeType: 'application/json',
		write: otio,
	},
	avidMarkers: {
		label: 'Avid Markers',
		description: 'Markers for the finished reel, with names and sources',
		extension: 'txt',
		mimeType: 'text/plain',
		write: reelAvidMarkers,
	},
} satisfies Record<string, FileFormat<Segment, SequenceSettings>>;
