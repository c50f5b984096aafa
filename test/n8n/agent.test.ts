import { openLab, type Lab } from '../../tools/lab';
import { stopwatch } from '../../tools/lab/progress';
import { agentCases } from '../support/agentCases';

// Our nodes as tools of an AI agent, whose model is told only what n8n passes on: which only a real one can show.
let lab: Lab;

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 600 });
}, 20 * 60_000);
afterAll(() => lab?.close());

agentCases(() => lab);
