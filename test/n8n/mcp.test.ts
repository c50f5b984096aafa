import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';
import { mcpCases } from '../support/mcpCases';

// Our nodes as tools of n8n's MCP server, asked by the official client.
let n8n: RunningN8n;

beforeAll(async () => void (n8n = await startN8n(stopwatch())), 20 * 60_000);
afterAll(() => n8n?.close());

mcpCases(() => n8n);
