interface Cue {
	/** In seconds. */
	startTime: number;
	endTime: number;
	text: string;
}

/** A WebVTT file as the parser of the specification's author reads it, texts as they are meant. */
export function vttCues(file: string): { cues: Cue[]; errors: unknown[] } {
	const { WebVTTParser } = jest.requireActual<{
		WebVTTParser: new (entities?: object) => {
			parse(text: string, mode: string): { cues: Cue[]; errors: unknown[] };
		};
	}>('webvtt-parser');
	const { cues, errors } = new WebVTTParser().parse(file, 'metadata');
	const meant = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
	return { cues: cues.map((cue) => ({ ...cue, text: meant(cue.text) })), errors };
}
