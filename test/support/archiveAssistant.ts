import type { IDataObject } from 'n8n-workflow';
import { textOf, type ChatRequest, type Line } from '../../tools/lab/scriptedModel';

/** What the model has to go by: what the user said last, and what tools have answered since. */
interface Turn {
	words: string;
	/** Of the whole conversation. */
	said: string;
	/** By the name of the tool, the last answer. */
	told: Map<string, IDataObject[]>;
}

/**
 * The part of a model that answers questions about an archive with the tools of workflows/ask-the-archive.json: it
 * knows nothing but what it is told in the conversation. Throws an Error where that does not suffice to go on.
 */
export function archiveAssistant(request: ChatRequest): Line {
	const turn = turnOf(request);
	const video = /\bVX-\d+\b/.exec(turn.words)?.[0];
	if (/^analy[sz]e/i.test(turn.words)) return analyzing(turn, video ?? lastVideo(turn.said));
	if (/^how is/i.test(turn.words)) return asking(turn, 'How_Is_the_Job', { jobId: lastJob(turn.said) });
	if (/^where is/i.test(turn.words))
		return asking(turn, 'Where_Is_This_Person', { person: /^where is ([^?]+)/i.exec(turn.words)?.[1] });
	if (/^whom/i.test(turn.words)) return asking(turn, 'People_Known', {});
	return whoIsIn(turn, video);
}

function whoIsIn(turn: Turn, named?: string): Line {
	const videos = turn.told.get('Find_Videos');
	if (!named && !videos) return { call: 'Find_Videos', with: { title: 'evening news' } };
	const itemId = named ?? String(videos?.[0]?.itemId);
	const rows = turn.told.get('Who_Is_in_It');
	if (!rows) return { call: 'Who_Is_in_It', with: { itemId } };
	return { say: `${itemId}, ${String(videos?.[0]?.title)}: ${seen(rows)}` };
}

function analyzing(turn: Turn, itemId: string): Line {
	const [job] = turn.told.get('Analyze_a_Video') ?? [];
	if (!job) return { call: 'Analyze_a_Video', with: { itemId } };
	const cost = job.estimatedCost === undefined ? '' : `, ${String(job.estimatedCost)} ${String(job.currency)}`;
	const words = job.jobId ? `job ${String(job.jobId)} of ${itemId}${cost}` : itemId;
	if (job.state !== 'finished') return { say: `${words}: ${wordsOf(job)}` };
	const rows = turn.told.get('Who_Is_in_It');
	if (!rows) return { call: 'Who_Is_in_It', with: { itemId } };
	return { say: `${words}, ${job.started ? 'started' : String(job.reason)}: ${seen(rows)}` };
}

function asking(turn: Turn, call: string, args: Record<string, unknown>): Line {
	const rows = turn.told.get(call);
	return rows ? { say: rows.map(wordsOf).join('\n') } : { call, with: args };
}

const seen = (rows: IDataObject[]): string =>
	rows
		.map((row) =>
			row.person ? `${String(row.person)} ${String(row.startTimecode)} – ${String(row.endTimecode)}` : wordsOf(row),
		)
		.join('; ');

/** Whatever a tool says in words, in the order in which a reader wants it. */
const wordsOf = (row: IDataObject): string =>
	['person', 'name', 'title', 'startTimecode', 'error', 'message', 'state', 'errorMessage', 'advice', 'next']
		.flatMap((name) => (row[name] === undefined ? [] : [String(row[name])]))
		.join(' ');

const lastVideo = (said: string): string => found(/.*\b(VX-\d+), [^\n]*:/s.exec(said), 'a video');
const lastJob = (said: string): string => found(/.*\bjob (VX-\d+)/s.exec(said), 'a job');

function found(match: RegExpExecArray | null, what: string): string {
	if (match?.[1]) return match[1];
	throw new Error(`nobody has spoken of ${what}`);
}

function turnOf({ messages }: ChatRequest): Turn {
	const begin = messages.map(({ role }) => role).lastIndexOf('user');
	const words = messages[begin];
	const names = new Map<string, string>();
	const told = new Map<string, IDataObject[]>();
	for (const message of messages.slice(begin + 1)) {
		for (const { id, function: called } of message.tool_calls ?? []) names.set(id, called.name);
		if (message.role === 'tool') told.set(names.get(message.tool_call_id ?? '') ?? '', rowsOf(textOf(message)));
	}
	return { words: words ? textOf(words) : '', said: messages.map(textOf).join('\n'), told };
}

function rowsOf(text: string): IDataObject[] {
	const answer = JSON.parse(text) as IDataObject | IDataObject[];
	return Array.isArray(answer) ? answer : [answer];
}
