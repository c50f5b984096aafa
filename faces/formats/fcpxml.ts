import type { Appearance } from '../appearance';
import { dropsFrames, markersOf, type EditSettings } from './markers';
import { oneLine, xmlText } from './text';

/**
 * FCPXML 1.9 (Final Cut Pro, DaVinci Resolve): a project with an empty clip of the material's length that carries the
 * markers.
 */
export function fcpxml(appearances: readonly Appearance[], settings: EditSettings): string {
	const { rate, per } = settings.frameRate;
	const markers = markersOf(appearances, settings);
	const seconds = (frames: bigint) => `${frames * per}/${rate}s`;
	const length = seconds(markers.reduce((longest, { to }) => (to > longest ? to : longest), 1n));
	const start = seconds(settings.startFrame);
	const format = dropsFrames(settings) ? 'DF' : 'NDF';
	const title = xmlText(oneLine(settings.title));
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
	<resources>
		<format id="r1" frameDuration="${per}/${rate}s" width="1920" height="1080"/>
	</resources>
	<library>
		<event name="Faces">
			<project name="${title}">
				<sequence format="r1" duration="${length}" tcStart="${start}" tcFormat="${format}">
					<spine>
						<gap name="${title}" offset="${start}" start="${start}" duration="${length}">
${markers
	.map(({ name, from, to, note }) => {
		const [at, lasts] = [seconds(settings.startFrame + from), seconds(to - from)];
		return `							<marker start="${at}" duration="${lasts}" value="${xmlText(name)}" note="${xmlText(note)}"/>\n`;
	})
	.join('')}						</gap>
					</spine>
				</sequence>
			</project>
		</event>
	</library>
</fcpxml>
`;
}
