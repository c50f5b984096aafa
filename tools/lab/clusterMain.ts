import { openClusterLab, workflowFiles } from '.';
import { stopwatch } from './progress';

const help = `n8n in queue mode on this machine, to try the nodes in: PostgreSQL, Redis, one main and some workers,
with an emulated VidiCore and an S3 server.

  npm run cluster -- [--workers 2]

All of it is gone when it stops (Ctrl-C).`;

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	const workers = args.length === 0 ? 2 : args[0] === '--workers' ? Number(args[1]) : NaN;
	if (!Number.isInteger(workers) || workers < 1) return console.log(help);
	const lab = await openClusterLab(stopwatch(), {}, workers);
	for (const workflow of Object.values(workflowFiles())) await lab.importWorkflow(workflow);
	const { n8n, world } = lab;
	console.log(`
n8n      ${n8n.url}
e-mail   ${n8n.login.email}
password ${n8n.login.password}

${workers} worker${workers === 1 ? '' : 's'}; their logs are beside ${n8n.logFile}.
PostgreSQL listens at 127.0.0.1:${n8n.postgres.port}, Redis at 127.0.0.1:${n8n.redis.port}.
The emulated VidiCore is at ${world.vidiCore.baseUrl} (admin / admin). All workflows of this repository are in n8n.

Ctrl-C stops everything and leaves nothing behind.`);
	const stop = () => void lab.close().then(() => process.exit(0));
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exit(1);
});
