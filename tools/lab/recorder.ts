import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
	job: string;
	execution: string;
	/** The id of the workflow. */
	workflow: string;
	/** ms since 1970. */
	at: number;
}

/** Takes note of what reaches the last node of a workflow: a server that an HTTP Request node calls. */
export interface Recorder {
	/** For the URL of the node: it adds the job, the execution and the workflow itself. */
	url: string;
	records: Recorded[];
	close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
	const records: Recorded[] = [];
	const server: Server = createServer((request, response) => {
		const { searchParams } = new URL(request.url ?? '/', 'http://recorder');
		const said = (name: string) => searchParams.get(name) ?? '';
		records.push({ job: said('job'), execution: said('execution'), workflow: said('workflow'), at: Date.now() });
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url:
			`=http://127.0.0.1:${(server.address() as AddressInfo).port}/?job={{ $json.jobId }}&execution={{ $execution.id ` +
			'}}&workflow={{ $workflow.id }}',
		records,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
