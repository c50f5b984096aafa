import { furnishHome, leave, N8nProcess, signedIn, type RunningN8n } from './n8n';
import type { Install } from './package';
import { startPostgres } from './postgres';
import { longStep, type Log } from './progress';
import { startRedis } from './redis';
import type { RunningServer } from './runningServer';
import { currentN8n } from './versions';

/** n8n in queue mode on this machine: PostgreSQL, Redis, one main and some workers, each with our package. */
export interface Cluster extends RunningN8n {
	postgres: RunningServer;
	redis: RunningServer;
	workers: N8nProcess[];
}

export interface ClusterOptions {
	workers?: number;
	/** How many executions a worker runs at a time. */
	concurrency?: number;
	/** How the package comes into the user folder. */
	install?: Install;
	/** What all processes are told; where PostgreSQL and Redis listen is added. */
	environment?: NodeJS.ProcessEnv;
}

/** What makes queue mode of it. */
export const queueMode = {
	EXECUTIONS_MODE: 'queue',
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	DB_TYPE: 'postgresdb',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
};

/** Rejects with what did not start, after ending what did. */
export async function startCluster(
	log: Log,
	{ workers = 2, concurrency = 5, install, environment = queueMode }: ClusterOptions = {},
): Promise<Cluster> {
	const home = await furnishHome(log, currentN8n, install);
	const servers: RunningServer[] = [];
	const processes: N8nProcess[] = [];
	const close = async () => {
		await leave(home, processes);
		for (const server of servers) await server.close();
	};
	try {
		const postgres = await longStep(log, 'Starting PostgreSQL', () => startPostgres(log));
		servers.push(postgres);
		const redis = await longStep(log, 'Starting Redis', () => startRedis(log));
		servers.push(redis);
		const queue = {
			...environment,
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'n8n',
		};
		const main = new N8nProcess(home, 'main', ['start'], queue);
		await main.choosePorts();
		// A worker tells VidiCore whom to call, and without this it would name itself, who takes no calls.
		Object.assign(queue, { WEBHOOK_URL: main.url });
		const crew = Array.from(
			{ length: workers },
			(_, index) => new N8nProcess(home, `worker-${index + 1}`, ['worker', `--concurrency=${concurrency}`], queue),
		);
		processes.push(main, ...crew);
		await longStep(log, 'Starting n8n’s main process', () => main.start());
		await longStep(
			log,
			`Starting ${workers} workers`,
			async () => void (await Promise.all(crew.map(async (worker) => await worker.start()))),
		);
		const user = await signedIn(home, main);
		const revive = async () => {
			for (const server of servers) await server.revive();
			for (const process of processes) if (!process.isRunning) await process.start();
		};
		return { ...user, revive, postgres, redis, workers: crew, close };
	} catch (error) {
		await close();
		return await Promise.reject(error);
	}
}
