import { dropsFrames } from '../../formats/markers';
import { oneLine, xmlText } from '../../formats/text';
import { sameRate, type TimeBase } from '../../timecode';
import { rateText } from '../../videoTime';
import { eventsOf, type EditEvent, type SequenceSettings } from '../events';
import { mediaUrl } from '../mediaUrl';
import { framesShown, type Segment } from '../segment';

/**
 * FCPXML 1.9 (Final Cut Pro, DaVinci Resolve) of a reel: a sequence with one real clip after the other. An asset is a
 * video, and begins at its own time code.
 */
export function reelFcpxml(segments: readonly Segment[], settings: SequenceSettings): string {
	const events = eventsOf(segments, settings);
	const resources = new Resources(segments, settings);
	const clips = events.map((event) => assetClip(event, settings, resources)).join('');
	const start = seconds(settings.startFrame, settings.frameRate);
	const length = seconds(events.at(-1)?.to ?? 0n, settings.frameRate);
	const format = dropsFrames(settings) ? 'DF' : 'NDF';
	const title = xmlText(oneLine(settings.title));
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
	<resources>
${resources.text()}	</resources>
	<library>
		<event name="${title}">
			<project name="${title}">
				<sequence format="${resources.sequence}" duration="${length}" tcStart="${start}" tcFormat="${format}">
					<spine>
${clips}					</spine>
				</sequence>
			</project>
		</event>
	</library>
</fcpxml>
`;
}

const seconds = (frames: bigint, { rate, per }: TimeBase): string => `${frames * per}/${rate}s`;

function assetClip({ segment, from, to }: EditEvent, settings: SequenceSettings, resources: Resources): string {
	const { video, frameRate } = segment;
	const start = video.startFrame + segment.from;
	const attributes = {
		ref: resources.asset(segment),
		name: oneLine(`${video.title || video.itemId}: ${segment.persons.join(' + ')}`),
		offset: seconds(settings.startFrame + from, settings.frameRate),
		start: seconds(start, frameRate),
		duration: seconds(to - from, settings.frameRate),
		tcFormat: dropsFrames({ frameRate }) ? 'DF' : 'NDF',
	};
	const conform = sameRate(frameRate, settings.frameRate)
		? ''
		: `\n\t\t\t\t\t\t\t<conform-rate srcFrameRate="${usualName(frameRate)}"/>`;
	return `						<asset-clip ${attributesText(attributes)}>
							<note>${xmlText(oneLine(`${video.itemId}, frames ${segment.from} to ${segment.to}`))}</note>${conform}
						</asset-clip>
`;
}

/** As the format's list of rates has it: 23.98, 24, 25, 29.97, 30, 47.95, 48, 50, 59.94, 60. */
const usualName = (rate: TimeBase): string => {
	const text = rateText(rate);
	return ({ '23.976': '23.98', '47.952': '47.95' } as Record<string, string>)[text] ?? text;
};

const attributesText = (attributes: Readonly<Record<string, string>>): string =>
	Object.entries(attributes)
		.map(([name, value]) => `${name}="${xmlText(value)}"`)
		.join(' ');

/** Formats and assets, each once. */
class Resources {
	readonly sequence: string;
	private readonly ids = new Map<string, string>();
	private readonly lines: string[] = [];

	private readonly lengths: ReadonlyMap<string, bigint>;

	constructor(
		segments: readonly Segment[],
		private readonly settings: SequenceSettings,
	) {
		this.lengths = framesShown(segments);
		this.sequence = this.format(settings.frameRate, 1920, 1080);
	}

	text(): string {
		return this.lines.join('');
	}

	/** The id of the clip's video. */
	asset(segment: Segment): string {
		const { video, frameRate } = segment;
		const known = this.ids.get(video.itemId);
		if (known !== undefined) return known;
		const format = this.format(frameRate, video.width ?? 1920, video.height ?? 1080);
		const attributes = {
			name: oneLine(video.fileName || video.title || video.itemId),
			start: seconds(video.startFrame, frameRate),
			duration: seconds(this.lengths.get(video.itemId) ?? segment.to, frameRate),
			hasVideo: '1',
			format,
			...(video.audioChannels === 0 ? {} : { hasAudio: '1', audioSources: '1' }),
			...(video.audioChannels ? { audioChannels: String(video.audioChannels) } : {}),
		};
		const url = xmlText(mediaUrl(video, this.settings.mediaFolder));
		return this.add(
			video.itemId,
			(id) =>
				`		<asset id="${id}" ${attributesText(attributes)}>
			<media-rep kind="original-media" src="${url}"/>
		</asset>
`,
		);
	}

	private format({ rate, per }: TimeBase, width: number, height: number): string {
		const key = `format ${rate}/${per} ${width} ${height}`;
		const line = (id: string) =>
			`		<format id="${id}" frameDuration="${per}/${rate}s" width="${width}" height="${height}"/>\n`;
		return this.ids.get(key) ?? this.add(key, line);
	}

	private add(key: string, lineOf: (id: string) => string): string {
		const id = `r${this.ids.size + 1}`;
		this.ids.set(key, id);
		this.lines.push(lineOf(id));
		return id;
	}
}
