import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttingProxy {
	/** To be asked instead of the server. */
	url: string;
	/** How many connections were cut. */
	cuts: number;
	close(): Promise<void>;
}

/**
 * Stands before a server and cuts connections. `after` says for each new connection after how many bytes, counted in
 * both directions; Infinity leaves it whole. It is told how many bytes all of them together have passed on. What was
 * passed on before the cut has arrived.
 */
export async function cuttingProxy(server: string, after: (passed: number) => number): Promise<CuttingProxy> {
	const { hostname, port } = new URL(server);
	const open = new Set<Socket>();
	let all = 0;
	const listener = createServer((client) => {
		const onward = connect(Number(port), hostname);
		const both = [client, onward] as const;
		let left = after(all);
		const end = () => {
			for (const socket of both) {
				socket.destroy();
				open.delete(socket);
			}
		};
		const pass = (from: Socket, to: Socket) => {
			from.on('data', (data: Buffer) => {
				if (left <= 0) return;
				const passed = data.subarray(0, left);
				left -= data.length;
				all += passed.length;
				const isCut = left <= 0;
				if (isCut) proxy.cuts += 1;
				const flows = to.write(passed, () => isCut && end());
				if (!flows && !isCut) {
					from.pause();
					to.once('drain', () => from.resume());
				}
			});
		};
		pass(client, onward);
		pass(onward, client);
		for (const socket of both) {
			open.add(socket);
			socket.on('error', end).on('close', end);
		}
	});
	await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));
	const proxy: CuttingProxy = {
		url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
		cuts: 0,
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise<void>((resolve) => listener.close(() => resolve()));
		},
	};
	return proxy;
}
