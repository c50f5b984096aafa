import { createRequire } from 'node:module';

/** What the tests use of the official client. */
export interface McpClient {
	listTools(): Promise<{ tools: McpTool[] }>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<McpAnswer>;
	/** What the server says of itself. */
	getInstructions(): string | undefined;
	close(): Promise<void>;
}

export interface McpTool {
	name: string;
	description?: string;
	inputSchema: { properties?: Record<string, { description?: string }>; required?: string[] };
}

export interface McpAnswer {
	content: Array<{ type: string; text?: string }>;
	isError?: boolean;
}

/** Packages of the installed n8n have no types here. */
interface Sdk {
	Client: new (about: { name: string; version: string }) => McpClient & { connect(transport: object): Promise<void> };
	StreamableHTTPClientTransport: new (url: URL, options: { requestInit: RequestInit }) => object;
}

/**
 * Connects the official MCP client, as it lies beside the n8n whose start script that is, with an MCP server. Rejects
 * with what the server has against it.
 */
export async function connectMcp(n8nScript: string, url: string, token: string): Promise<McpClient> {
	const installed = createRequire(n8nScript);
	const part = (file: string) => installed(`@modelcontextprotocol/sdk/client/${file}.js`) as Sdk;
	const client = new (part('index').Client)({ name: 'lab', version: '1' });
	const { StreamableHTTPClientTransport } = part('streamableHttp');
	const requestInit = { headers: { authorization: `Bearer ${token}` } };
	await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
	return client;
}
