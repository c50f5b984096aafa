import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';
import { agentCases } from '../support/agentCases';

// Our nodes as tools of an AI agent, whose model is told only what n8n passes on: which only a real one can show.
let n8n: RunningN8n;

beforeAll(async () => void (n8n = await startN8n(stopwatch())), 20 * 60_000);
afterAll(() => n8n?.close());

agentCases(() => n8n);
