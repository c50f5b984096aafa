import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Fault } from './faults';

/** A server that is asked in place of the proxy. */
export interface Connection {
	root: string;
	close(): Promise<void>;
}

/** What TCP itself does wrong with every connection; undefined for what the proxy does. */
export async function connectionOf(fault: Fault | undefined): Promise<Connection | undefined> {
	if (fault?.connection === 'cutTls')
		return await server('https', (socket) => socket.once('data', () => socket.destroy()).resume());
	// Neither reads what it is sent, nor answers a FIN with one of its own.
	if (fault?.connection === 'deaf') return await server('http', (socket) => socket.pause());
	return undefined;
}

async function server(scheme: string, take: (socket: Socket) => unknown): Promise<Connection> {
	const open = new Set<Socket>();
	const listening = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
		open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)));
		take(socket);
	});
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	const { port } = listening.address() as AddressInfo;
	return {
		root: `${scheme}://127.0.0.1:${port}`,
		close: async () => {
			const closed = new Promise((resolve) => listening.close(resolve));
			for (const socket of open) socket.destroy();
			await closed;
		},
	};
}
