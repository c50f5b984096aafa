import { oneLine, xmlText } from '../../formats/text';
import { rateOf, timecodeElement } from '../../formats/xmeml';
import { eventsOf, type EditEvent, type SequenceSettings } from '../events';
import { mediaUrl } from '../mediaUrl';
import { framesShown, type Segment } from '../segment';

/** Two tracks of sound are carried over: what a reel needs, and what every sequence has. */
const mostChannels = 2;

/**
 * Final Cut Pro 7's interchange format (xmeml 4) of a reel, for Premiere Pro (File → Import): a sequence with one
 * clip after the other. `start` and `end` count in frames of the sequence, `in` and `out` in frames of the clip's own
 * rate from the beginning of its file. Throws a FormatError for a frame rate that the format has no words for.
 */
export function reelXmeml(segments: readonly Segment[], settings: SequenceSettings): string {
	const events = eventsOf(segments, settings);
	const files = new Files(segments, settings.mediaFolder);
	const video = events.map((event, n) => clipItem(event, n, 0, files)).join('');
	const sound = Array.from({ length: mostChannels }, (_, track) => {
		const items = events.map((event, n) => (channelsOf(event) > track ? clipItem(event, n, track + 1, files) : ''));
		return items.some((item) => item !== '') ? `				<track>\n${items.join('')}				</track>\n` : '';
	}).join('');
	const rate = rateOf(settings.frameRate);
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="4">
	<sequence id="reel">
		<name>${xmlText(oneLine(settings.title))}</name>
		<duration>${events.at(-1)?.to ?? 0n}</duration>
		${rate}
		${timecodeElement(settings)}
		<media>
			<video>
				<format>
					${characteristics(rate, 1920, 1080)}
				</format>
				<track>
${video}				</track>
			</video>
			<audio>
${sound}			</audio>
		</media>
	</sequence>
</xmeml>
`;
}

const characteristics = (rate: string, width = 1920, height = 1080): string =>
	`<samplecharacteristics>${rate}<width>${width}</width><height>${height}</height><anamorphic>FALSE</anamorphic>` +
	'<pixelaspectratio>square</pixelaspectratio><fielddominance>none</fielddominance></samplecharacteristics>';

/** Where VidiCore does not say, there is one. */
const channelsOf = ({ segment }: EditEvent): number => Math.min(segment.video.audioChannels ?? 1, mostChannels);

/** Track 0 is the picture, the others the channels of sound. */
const itemId = (n: number, track: number): string => `clipitem-${n + 1}-${track === 0 ? 'v' : `a${track}`}`;

function clipItem(event: EditEvent, n: number, track: number, files: Files): string {
	const { segment, from, to } = event;
	const { video } = segment;
	const source =
		track === 0 ? '' : `\n						<sourcetrack><mediatype>audio</mediatype><trackindex>${track}</trackindex></sourcetrack>`;
	const tracks = Array.from({ length: channelsOf(event) + 1 }, (_, one) => one);
	const links = tracks.map((one) => `						${link(n, one)}\n`).join('');
	return `					<clipitem id="${itemId(n, track)}">
						<name>${xmlText(oneLine(`${video.title || video.itemId}: ${segment.persons.join(' + ')}`))}</name>
						<enabled>TRUE</enabled>
						<duration>${files.length(segment)}</duration>
						${rateOf(segment.frameRate)}
						<start>${from}</start>
						<end>${to}</end>
						<in>${segment.from}</in>
						<out>${segment.to}</out>
						${files.element(segment)}${source}
${links}					</clipitem>
`;
}

const link = (n: number, track: number): string =>
	`<link><linkclipref>${itemId(n, track)}</linkclipref><mediatype>${track === 0 ? 'video' : 'audio'}</mediatype>` +
	`<trackindex>${track === 0 ? 1 : track}</trackindex><clipindex>${n + 1}</clipindex></link>`;

/** The files of the sequence: described where they come first, named by id afterwards. */
class Files {
	private readonly ids = new Map<string, string>();
	private readonly lengths: ReadonlyMap<string, bigint>;

	constructor(
		segments: readonly Segment[],
		private readonly mediaFolder: string,
	) {
		this.lengths = framesShown(segments);
	}

	length({ itemId: item, to }: Segment): bigint {
		return this.lengths.get(item) ?? to;
	}

	element(segment: Segment): string {
		const { video } = segment;
		const known = this.ids.get(video.itemId);
		if (known !== undefined) return `<file id="${known}"/>`;
		const id = `file-${this.ids.size + 1}`;
		this.ids.set(video.itemId, id);
		const rate = rateOf(video.frameRate);
		const channels = video.audioChannels ?? 1;
		const reel = `<reel><name>${xmlText(oneLine(video.itemId))}</name></reel>`;
		const sound = channels > 0 ? `<audio><channelcount>${channels}</channelcount></audio>` : '';
		return (
			`<file id="${id}"><name>${xmlText(oneLine(video.fileName || video.title || video.itemId))}</name>` +
			`<pathurl>${xmlText(mediaUrl(video, this.mediaFolder))}</pathurl>${rate}` +
			`<duration>${this.length(segment)}</duration>${timecodeElement(video, reel)}` +
			`<media><video>${characteristics(rate, video.width, video.height)}</video>${sound}</media></file>`
		);
	}
}
