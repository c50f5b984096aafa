import { parseArgs } from 'node:util';
import { openWorld } from './world';
import { loadScenario } from './scenario';

const help = `A VidiCore to try the nodes on, with an S3 server beside it.

  npm run emulator -- [--port 8080] [--s3-port 8333] [--speed 60] [--scenario FILE]

--speed     how many of VidiCore's seconds pass in one of yours (60: a minute takes a second)
--scenario  who is in the archive and seen when; emulator/scenarios/newsroom.json is the default`;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string' }, 's3-port': { type: 'string' }, speed: { type: 'string' }, scenario: { type: 'string' }, help: { type: 'boolean' } } });
	if (values.help) return console.log(help);
	const number = (text: string | undefined, otherwise: number) => {
		if (text !== undefined && !(Number(text) >= 0)) throw new Error(`"${text}" is not a number. ${help}`);
		return text === undefined ? otherwise : Number(text);
	};
	const world = await openWorld({ port: number(values.port, 8080), s3Port: number(values['s3-port'], 8333), speed: number(values.speed, 60), scenario: loadScenario(values.scenario) });
	const { scenario, vidiCore, s3, owner, callbackBucket, resourceDocument } = world;
	console.log(`The emulated VidiCore runs. Everything in it is gone when it stops (Ctrl-C).

VidiCore credential            Base URL   ${vidiCore.baseUrl}
                               User       admin
                               Password   admin
Callback storage credential    Key id     ${owner.accessKeyId}
                               Secret     ${owner.secretAccessKey}   (only for this S3 server, only for now)
                               Region     ${s3.region}
                               Endpoint   ${s3.endpoint}
Callback bucket and folder     ${callbackBucket}, vidinet-callback
Videos                         ${scenario.videos.map(({ id, title }) => `${id} ${title}`).join('\n                               ')}

ResourceDocument for "Attach VidiNet Service":

${resourceDocument}
`);
	const stop = () => void world.close().then(() => process.exit(0));
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
	const taken = error.code === 'EADDRINUSE' ? ' Something else uses this port: choose another with --port or --s3-port.' : '';
	console.error(`${error.message}.${taken}`);
	process.exit(1);
});
