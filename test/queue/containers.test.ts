import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startCluster, type Cluster } from '../../tools/lab/cluster';
import { ensureNode, withNode } from '../../tools/lab/node';
import { placeIn, type Install } from '../../tools/lab/package';
import { finish } from '../../tools/lab/processes';
import { stopwatch } from '../../tools/lab/progress';
import { currentN8n } from '../../tools/lab/versions';
import { byHand, inARow, located, ourNode } from '../../tools/lab/workflowNode';
import { composed, dockerfile, filledIn } from '../support/containers';
import { useArchives } from '../support/inN8n';

// docker/ without an engine: the package comes where the Dockerfile puts it, by its own command, and main and worker
// are told what docker-compose.yml tells them.
const { n8n: main, worker } = composed();
const log = stopwatch();
let cluster: Cluster;
let scratch: string;

/** Does in folders of this machine what the Dockerfile does in /home/node and /opt. */
const asTheImage: Install = async (tarball, userFolder) => {
	const [, copy, run] = dockerfile();
	const [source = '', target = ''] = copy?.[1].split(' ') ?? [];
	expect(`${target}${basename(tarball)}`).toMatch(/^\/opt\/n8n-nodes-vidicore-[\d.]+\.tgz$/);
	const moved = (text: string) =>
		text.replace(/\/home\/node\/|\/opt\//g, (folder) => `${folder === '/opt/' ? scratch : userFolder}/`);
	const env = withNode(await ensureNode(log, currentN8n), { ...process.env, HOME: userFolder });
	const steps = `cd '${join(tarball, '..')}' && cp ${source} ${moved(target)} && ${moved(run?.[1] ?? '')}`;
	await finish('sh', ['-c', steps], { env, logFile: join(scratch, 'image.log') });
	return placeIn(userFolder);
};

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'vidicore-image-'));
	const given = {
		N8N_ENCRYPTION_KEY: crypto.randomUUID(),
		POSTGRES_PASSWORD: 'any',
		WEBHOOK_URL: 'http://n8n.example',
	};
	const told = Object.entries(main?.environment ?? {}).map(([name, text]) => [name, filledIn(text, given)]);
	const environment = Object.fromEntries(told) as Record<string, string>;
	cluster = await startCluster(log, { workers: 1, install: asTheImage, environment });
}, 20 * 60_000);
afterAll(async () => {
	await cluster?.close();
	rmSync(scratch, { recursive: true, force: true });
});
const at = useArchives(() => cluster, { speed: 600 });

test('main and worker find the package in the image, and a worker runs its nodes', async () => {
	const known = ((await at.n8n.rest.file('/types/nodes.json')) as Array<{ name: string }>).map(({ name }) => name);
	expect(known).toEqual(expect.arrayContaining(['n8n-nodes-vidicore.vidiCore', 'n8n-nodes-vidicore.vidiCoreTool']));
	const item = { resource: 'item', operation: 'get', itemId: located('VX-108') };
	const { status, error, nodes } = await at.run(
		inARow('in a container', [byHand(), ourNode('Item', 'vidiCore', item)]),
	);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
	expect(nodes.Item?.items).toMatchObject([{ itemId: 'VX-108', title: 'Council meeting, part one' }]);
});

test.each([
	['main', () => cluster.url, main],
	['worker', () => cluster.workers[0]?.url ?? '', worker],
] as const)('the health check of %s says that it is ready, and that nobody is there', async (_, url, service) => {
	const [, program = '', ...args] = service?.healthcheck.test ?? [];
	const check = (address: string) =>
		finish(
			program,
			args.map((arg) => arg.replace('http://127.0.0.1:5678', address)),
			{ logFile: join(scratch, 'health.log') },
		);
	await check(url());
	await expect(check('http://127.0.0.1:1')).rejects.toThrow();
});
