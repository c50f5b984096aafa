import { connect } from 'node:net';

/** What n8n's queue has left in Redis: how many keys in all, and how many executions wait there or are in work. */
export interface QueueLeft {
	keys: number;
	waiting: number;
	active: number;
}

/** Asks a Redis on this machine. Rejects when it cannot be asked. */
export async function queueLeft(port: number): Promise<QueueLeft> {
	const [keys, waiting, active] = await Promise.all([
		askRedis(port, 'DBSIZE'),
		askRedis(port, 'LLEN bull:jobs:wait'),
		askRedis(port, 'LLEN bull:jobs:active'),
	]);
	return { keys, waiting, active };
}

/** The number that Redis answers to a command in one line. */
const askRedis = (port: number, command: string): Promise<number> =>
	new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
		socket
			.once('data', (data) => {
				socket.destroy();
				const number = /^:(\d+)/.exec(data.toString())?.[1];
				if (number === undefined) reject(new Error(`Redis answered ${data.toString().trim()} to ${command}`));
				else resolve(Number(number));
			})
			.once('error', reject);
	});
