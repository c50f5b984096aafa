import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Free ports are given a second time. Clients remember a VidiCore by its address, and would take a new archive for the
 * one of before.
 */
const earlierPorts = new Set<number>();

/** The emulator's HTTP server, which can stop and come up again. */
export class Listener {
	private readonly server: Server;

	constructor(
		private readonly host: string,
		handler: RequestListener,
	) {
		this.server = createServer(handler);
		// A connection that is closed while its client begins to use it again is a fault that no test has asked for.
		this.server.keepAliveTimeout = 0;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** 0 takes a free port that no emulator of this process has had. Rejects when the port is taken. */
	async listen(port: number): Promise<void> {
		await this.open(port);
		while (port === 0 && earlierPorts.has(this.port)) {
			await this.stop();
			await this.open(0);
		}
		earlierPorts.add(this.port);
	}

	/** Cuts the connections that are open. */
	async stop(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async open(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject).listen(port, this.host, resolve);
		});
	}
}
