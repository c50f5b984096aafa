import type { Appearance } from '../appearance';
import type { TimeBase } from '../timecode';
import { FormatError } from './fileFormat';
import { dropsFrames, markersOf, timecodeOf, type EditSettings } from './markers';
import { oneLine, xmlText } from './text';

/**
 * Final Cut Pro 7's interchange format (xmeml 4), the one from which Premiere Pro reads markers (File → Import): an
 * empty sequence with the video's length and start time code. Markers count in frames from the start of the sequence,
 * `out` is the first frame behind them; `pproColor` is Premiere's own. Order of elements as in Apple's DTD. Throws a
 * FormatError for a frame rate that the format has no words for.
 */
export function xmeml(appearances: readonly Appearance[], settings: EditSettings): string {
	const markers = markersOf(appearances, settings);
	const title = xmlText(oneLine(settings.title));
	const rate = rateOf(settings.frameRate);
	const length = markers.reduce((longest, { to }) => (to > longest ? to : longest), 1n);
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="4">
	<sequence id="faces">
		<name>${title}</name>
		<duration>${length}</duration>
		${rate}
		${timecodeElement(settings)}
		<media>
			<video>
				<format>
					<samplecharacteristics>
						${rate}
						<width>1920</width>
						<height>1080</height>
						<anamorphic>FALSE</anamorphic>
						<pixelaspectratio>square</pixelaspectratio>
						<fielddominance>none</fielddominance>
					</samplecharacteristics>
				</format>
				<track/>
			</video>
		</media>
${markers
	.map(
		({ name, from, to, color, note }) => `		<marker>
			<name>${xmlText(name)}</name>
			<comment>${xmlText(note)}</comment>
			<in>${from}</in>
			<out>${to}</out>
			<pproColor>${color.premiere}</pproColor>
		</marker>
`,
	)
	.join('')}	</sequence>
</xmeml>
`;
}

/** With which time code something begins; `more` stands in it at the end. */
export const timecodeElement = (begin: Pick<EditSettings, 'frameRate' | 'startFrame'>, more = ''): string =>
	`<timecode>${rateOf(begin.frameRate)}<string>${timecodeOf(0n, begin)}</string><frame>${begin.startFrame}</frame>` +
	`<displayformat>${dropsFrames(begin) ? 'DF' : 'NDF'}</displayformat>${more}</timecode>`;

/** A whole number of frames a second; `ntsc` makes it 1000/1001 of that. Throws a FormatError for what is neither. */
export function rateOf({ rate, per }: TimeBase): string {
	const ntsc = (rate * 1001n) % (per * 1000n) === 0n && rate % per !== 0n;
	if (!ntsc && rate % per !== 0n)
		throw new FormatError(
			`Premiere Pro's XML cannot say ${rate}:${per} frames a second`,
			'It knows whole rates (24, 25, 30, 50, 60) and those of NTSC (24000:1001, 30000:1001, 60000:1001). ' +
				'Give the option "Frame Rate", or choose another kind of file.',
		);
	const timebase = ntsc ? (rate * 1001n) / (per * 1000n) : rate / per;
	return `<rate><timebase>${timebase}</timebase><ntsc>${ntsc ? 'TRUE' : 'FALSE'}</ntsc></rate>`;
}
