import { parseArgs } from 'node:util';
import { ensureRealFaces, sampleWorld } from './realFaces';
import { stopwatch } from './progress';
import { longVideo } from '../emulator/longVideo';
import { realFaceService } from '../emulator/faceservice/real/service';
import { readMediaFolder } from '../emulator/mediaFolder';
import { openWorld, type World, type WorldOptions } from '../emulator/world';
import { loadScenario } from '../emulator/scenario';
import { worst, worstCaseOf } from '../emulator/worstCase';

const help = `A VidiCore to try the nodes on, with an S3 server beside it.

  npm run emulator -- [--media FOLDER | --samples | --scenario FILE]
                      [--long HOURS] [--strict] [--worst-case | --hard NAMES]
                      [--port 8080] [--s3-port 8333] [--speed 60]

Without more, its face service is scripted: it looks at nothing and answers from a cast list.

--media     your own archive, with a face service that really looks: portraits in FOLDER/people/NAME/*.jpg,
            videos anywhere else in it. Nothing leaves this machine; faces are kept in memory only.
--samples   the same with videos made from portraits out of npm packages, as the demo uses them
--scenario  who is in the archive and seen when; tools/emulator/scenarios/newsroom.json is the default
--long      adds a video of that many hours with a face every second, analysed already: to try how much can be read
--strict    refuses parameters that VidiCore is not known to have; without it they are only said here
--worst-case  answers in the hardest ways that VidiCore has, all at once
--hard      only in those named, with commas between: ${Object.keys(worst).join(', ')}
--speed     how many of VidiCore's seconds pass in one of yours (60: a minute takes a second)`;

const options = {
	port: { type: 'string' },
	's3-port': { type: 'string' },
	speed: { type: 'string' },
	scenario: { type: 'string' },
	media: { type: 'string' },
	samples: { type: 'boolean' },
	long: { type: 'string' },
	strict: { type: 'boolean' },
	'worst-case': { type: 'boolean' },
	hard: { type: 'string' },
	help: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function main(): Promise<void> {
	const { values } = parseArgs({ options });
	if (values.help) return console.log(help);
	const number = (text: string | undefined, otherwise: number) => {
		if (text !== undefined && !(Number(text) >= 0)) throw new Error(`"${text}" is not a number. ${help}`);
		return text === undefined ? otherwise : Number(text);
	};
	const ports = {
		port: number(values.port, 8080),
		s3Port: number(values['s3-port'], 8333),
		speed: number(values.speed, 60),
	};
	const { scenario, ...more } = await archive(values);
	const hours = number(values.long, 0);
	const videos = hours > 0 ? [longVideo('VX-90000', Math.round(hours * 3600), `${hours} hours of recordings`)] : [];
	const world = await openWorld({
		...ports,
		...more,
		say: (line) => console.warn(line),
		...(values.strict ? { strict: true } : {}),
		worstCase: worstCaseOf(values['worst-case'] ? '1' : values.hard),
		scenario: scenario && { ...scenario, videos: [...scenario.videos, ...videos] },
	});
	console.log(introduction(world));
	const stop = () =>
		void world
			.close()
			.catch((error: Error) => console.warn(error.message))
			.then(() => process.exit(0));
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

async function archive({
	media,
	samples,
	scenario,
}: Values): Promise<Pick<WorldOptions, 'scenario' | 'files' | 'faceService' | 'media'>> {
	if ([media, samples, scenario].filter(Boolean).length > 1)
		throw new Error(`--media, --samples and --scenario exclude one another. ${help}`);
	const log = stopwatch();
	if (samples) return await sampleWorld(log);
	if (!media) return { scenario: loadScenario(scenario) };
	const parts = await ensureRealFaces(log);
	log(`Looking through ${media}`);
	const { remarks, ...found } = await readMediaFolder(media, parts.tools);
	for (const remark of remarks) log(`  ${remark}`);
	return { ...found, faceService: realFaceService(parts), media: { tools: parts.tools, folder: media } };
}

function introduction({ scenario, vidiCore, s3, owner, callbackBucket, resourceDocument, siblings }: World): string {
	const list = (lines: string[]) => lines.join(`\n${' '.repeat(31)}`);
	const pictures = (count: number) => `${count} picture${count === 1 ? '' : 's'}`;
	const people = scenario.people.map(({ name, portraits }) => `${name} (${pictures(portraits.length)})`);
	return `The emulated VidiCore runs. Everything in it is gone when it stops (Ctrl-C).

VidiCore credential            Base URL   ${vidiCore.baseUrl}
                               User       admin
                               Password   admin
Callback storage credential    Key id     ${owner.accessKeyId}
                               Secret     ${owner.secretAccessKey}   (only for this S3 server, only for now)
                               Region     ${s3.region}
                               Endpoint   ${s3.endpoint}
Callback bucket and folder     ${callbackBucket}, vidinet-callback
People                         ${list(people)}
Videos                         ${list(scenario.videos.map(({ id, title }) => `${id} ${title}`))}

ResourceDocument for "Attach VidiNet Service":

${[resourceDocument, ...siblings.values()].join('\n\n')}
`;
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken =
		error.code === 'EADDRINUSE' ? '. Something else uses this port: choose another with --port or --s3-port.' : '';
	console.error(`${error.message}${taken}`);
	process.exit(1);
});
