/** A fraction as VidiCore's documents have it. */
export interface Ratio {
	numerator: number;
	denominator: number;
}

/** What is in a media file: found by ffprobe where the emulator has it, otherwise scripted. */
export interface MediaFacts {
	/** As ffprobe names it: `mov,mp4,m4a,3gp,3g2,mj2`. */
	format: string;
	mimeType: string;
	durationSeconds?: number;
	/** The number of the first frame in the file's own time code. */
	startFrame?: number;
	dropFrame?: boolean;
	bitrate?: number;
	/** `rate` is frames a second. */
	video?: { codec: string; width: number; height: number; rate: Ratio };
	audio?: Array<{ codec: string; channels: number; sampleRate: number }>;
}
