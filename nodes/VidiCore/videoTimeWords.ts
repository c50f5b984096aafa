import { frameLabel, numberingOf, type TimeBase } from '../../faces/timecode';
import { frameNumbers, videoTimeOf, type VideoTimeTexts } from '../../faces/videoTime';

/** What VidiCore says of a video's time, in units that people use; what cannot be read is left out. */
export function videoTimeWords(texts: VideoTimeTexts): {
	frameRate?: string;
	framesPerSecond?: number;
	startTimeCode?: string;
} {
	const video = videoTimeOf(texts);
	const { frameRate } = video;
	const { startTimeCode } = texts;
	return {
		...(frameRate ? { frameRate: fraction(frameRate), framesPerSecond: decimal(frameRate) } : {}),
		...(startTimeCode === undefined ? {} : { startTimeCode: startLabel(startTimeCode, video) }),
	};
}

const fraction = ({ rate, per }: TimeBase): string => (per === 1n ? String(rate) : `${rate}/${per}`);
const decimal = ({ rate, per }: TimeBase): number => Math.round((Number(rate) / Number(per)) * 1000) / 1000;

/** `10:00:00;00`; as VidiCore has it where it cannot be read at this frame rate. */
function startLabel(text: string, video: ReturnType<typeof videoTimeOf>): string {
	try {
		const numbers = frameNumbers(video);
		return numbers ? frameLabel(Number(numbers.startFrame), numberingOf(numbers.frameRate)) : text;
	} catch {
		return text;
	}
}
