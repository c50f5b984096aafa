import type { IDataObject } from 'n8n-workflow';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { blankPicture } from '../../tools/emulator/blankPicture';
import { analyzed } from '../../tools/lab/setUpService';
import { openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// A picture of each row of Get Face Timespans, when it is asked for. The emulator's pictures say in their last bytes
// which time they stand for.
let at: NodeWorld;
beforeEach(async () => {
	at = await openNodeWorld();
	await analyzed(at.http, siteId(108), at.service);
	at.world.vidiCore.requests.length = 0;
});
afterEach(() => at.close());

const run = async (parameters: IDataObject) => {
	const ran = await at.run(new GetFaceTimespans(), parameters, [{ itemId: siteId(108) }], { typeVersion: 1.1 });
	const { error, hints = [] } = ran.run.data.resultData.runData.Tried?.[0] ?? {};
	return { rows: ran.outputs[0] ?? [], error, hints: hints.map(({ message }) => message).join(' ') };
};
const pictures = () => at.world.vidiCore.requests.filter(({ path }) => /poster|thumbnail/i.test(path));

test('nothing is asked for or made unless it is wanted', async () => {
	const { rows } = await run({});
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.every(({ json, binary }) => binary === undefined && !('bestFrameSeconds' in json))).toBe(true);
	expect(pictures()).toEqual([]);
});

test('a file for each row, of a frame in which the person is seen; made once', async () => {
	const { rows } = await run({ bestFrame: 'file' });
	for (const { json, binary } of rows) {
		const seconds = Number(json.bestFrameSeconds);
		expect(seconds).toBeGreaterThanOrEqual(Number(json.startSeconds));
		expect(seconds).toBeLessThan(Number(json.endSeconds));
		const [, frame] = /^time=(\d+)@25$/.exec(
			Buffer.from(binary?.data?.data ?? '', 'base64')
				.subarray(blankPicture.length)
				.toString(),
		) ?? [''];
		expect(Number(frame) / 25).toBeCloseTo(seconds, 6);
		expect(binary?.data).toMatchObject({ mimeType: 'image/png', fileName: expect.stringContaining(siteId(108)) });
	}
	const made = at.posts().length;
	expect(made).toBeGreaterThan(0);
	await run({ bestFrame: 'file' });
	expect(at.posts()).toHaveLength(made);
});

test('a link for each person opens the frame without a login, and the row has no file', async () => {
	const { rows } = await run({ output: 'people', bestFrame: 'link' });
	expect(rows.length).toBeGreaterThan(1);
	for (const { json, binary } of rows) {
		expect(binary).toBeUndefined();
		const bytes = Buffer.from(await (await fetch(String(json.bestFrame))).arrayBuffer());
		expect(bytes.subarray(blankPicture.length).toString()).toMatch(/^time=\d+@25$/);
	}
});

test('the first rows get theirs, and a hint says how to have more', async () => {
	const { rows, hints } = await run({ bestFrame: 'file', bestFrameLimit: 2 });
	expect(rows.map(({ binary }) => binary !== undefined).slice(0, 3)).toEqual([true, true, false]);
	expect(hints).toMatch(new RegExp(`The first 2 of ${rows.length} rows .*"Best Frames at Most"`));
});

test('what VidiCore cannot make is a hint, and the rows come all the same', async () => {
	at.world.vidiCore.faults.add({
		match: /^GET .API.job.[A-Z]+/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ jobId: siteId(9), status: 'FAILED_TOTAL' }),
		},
	});
	const { rows, hints, error } = await run({ bestFrame: 'file', bestFrameLimit: 1 });
	expect(error).toBeUndefined();
	expect(rows[0]?.json).toHaveProperty('person');
	expect(rows[0]?.binary).toBeUndefined();
	expect(hints).toMatch(/1 of 1 best frames of [A-Z]+-108 are missing: VidiCore could not make the frame/);
});

test('a file of the whole video and rows of times together have none', async () => {
	for (const output of ['file', 'together', 'videos']) await run({ output, bestFrame: 'file' });
	expect(pictures()).toEqual([]);
});
