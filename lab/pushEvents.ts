import type { N8nApi } from './n8nApi';

/** What n8n tells the editor while a workflow runs. */
export interface PushEvent {
	type: string;
	data?: { executionId?: string; nodeName?: string };
}

/** The part of the package `ws`, which n8n brings, that we use. */
export type WebSocketClass = new (url: string, options: { headers: Record<string, string> }) => {
	on(event: 'open' | 'message' | 'error', listener: (data: unknown) => void): void;
	close(): void;
};

/** Listens on n8n's push connection as an editor would; runs are reported to it when they are started with this `pushRef`. Rejects when n8n refuses. */
export async function listenToPush(api: N8nApi, pushRef: string, Socket: WebSocketClass, onEvent: (event: PushEvent) => void): Promise<() => void> {
	const socket = new Socket(`${api.url.replace('http', 'ws')}/rest/push?pushRef=${pushRef}`, { headers: api.headers() });
	await new Promise<void>((resolve, reject) => {
		socket.on('open', () => resolve());
		socket.on('error', reject);
	});
	socket.on('message', (data) => onEvent(JSON.parse(String(data)) as PushEvent));
	return () => socket.close();
}
