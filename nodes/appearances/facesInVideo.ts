import type { Appearance } from '../../faces/appearance';
import { AppearanceReader } from '../../faces/readAppearances';
import type { VideoTime } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { MediaFacts } from '../../vidicore/items/mediaFacts';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { readInVideo } from './readInVideo';
import type { TypedTime } from './typedTime';

interface Reading {
	typed?: TypedTime;
	/** What VidiCore says of the media, where that was read before. */
	facts?: MediaFacts & { title: string };
	/** Where the service writes what it finds. */
	group?: string;
	signal?: AbortSignal;
	/** Is told when what was typed counts instead of something else that VidiCore says. */
	hint?: (message: string) => void;
}

export interface FacesInVideo {
	/** In order of time. */
	appearances: Appearance[];
	video: VideoTime;
	/** '' when VidiCore holds none. */
	title: string;
}

/** Everybody in a video, with the time codes that it has. Throws as `readInVideo` does. */
export async function facesInVideo(http: VidiCoreHttp, itemId: string, reading: Reading): Promise<FacesInVideo> {
	const { typed, facts, group = defaultFaceGroup, signal, hint } = reading;
	const { reader, video, title } = await readInVideo(http, itemId, {
		...{ typed, facts, signal, hint },
		readerFor: (time) => new AppearanceReader(itemId, time),
		windows: (duration) => readFaceMetadata(http, itemId, group, duration, signal),
		words: { loss: 'face', node: 'Get Face Timespans' },
	});
	return { appearances: reader.rows(), video, title };
}
