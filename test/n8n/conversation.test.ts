import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';
import { conversationCases } from '../support/conversationCases';
import { everyToolCases } from '../support/everyToolCases';

// What a model is told of our nodes, and what the user reads at the end, over a whole conversation.
let n8n: RunningN8n;

beforeAll(async () => void (n8n = await startN8n(stopwatch())), 20 * 60_000);
afterAll(() => n8n?.close());

conversationCases(() => n8n);
everyToolCases(() => n8n, [2.2, 3]);
