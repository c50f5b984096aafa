import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { quickClock } from '../support/quickClock';
import { siteId } from '../support/site';

// Job: Get Many, Abort and Run Again, in n8n's own engine.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld()));
afterEach(async () => {
	jest.restoreAllMocks();
	await at.close();
});

const run = (operation: string, parameters: IDataObject) =>
	at.run(new VidiCore(), { resource: 'job', operation, ...parameters });
const rows = async (operation: string, parameters: IDataObject) =>
	(await run(operation, parameters)).outputs[0]?.map(({ json }) => json) ?? [];
const error = async (operation: string, parameters: IDataObject) => {
	const { message, description } = (await run(operation, parameters)).run.data.resultData.error ?? {};
	return [message, description].filter(Boolean).join(' ');
};
interface Started {
	jobId: string;
	status: string;
}
/** Starts a job of VidiCore's own. */
const poster = async (item: string, time: string) =>
	await at.http.json<Started>('POST', `/API/item/${item}/thumbnail`, { query: [['createPosters', time]] });
const ended = async (jobId: string) => {
	for (;;) {
		const { status } = await at.http.json<Started>('GET', `/API/job/${jobId}`);
		if (/^(FINISHED|FAILED|ABORTED$)/.test(status)) return status;
	}
};
const again = () => at.posts().filter(({ path }) => path.endsWith('/re-run'));
/** An analysis that goes on for ever. */
const analysis = async () => {
	const video = at.world.scenario.videos.find(({ neverEnds }) => neverEnds)?.id ?? '';
	const ran = await at.run(new AnalyzeItem(), { itemId: located(video), ...at.ids });
	return { video, jobId: String(ran.outputs[0]?.[0]?.json.jobId) };
};

test('jobs are found by item, type, state and time, the newest first', async () => {
	const first = await poster(siteId(108), '1@PAL');
	await ended(first.jobId);
	const second = await poster(siteId(108), '2@PAL');
	const other = await poster(siteId(109), '2@PAL');
	for (const { jobId } of [second, other]) await ended(jobId);
	const ids = async (filters: IDataObject, more: IDataObject = {}) =>
		(await rows('getMany', { filters, ...more })).map(({ jobId }) => jobId);
	expect(await ids({ itemId: located(siteId(108)) })).toEqual([second.jobId, first.jobId]);
	expect(await ids({ types: 'THUMBNAIL' })).toEqual([other.jobId, second.jobId, first.jobId]);
	expect(await ids({ types: 'THUMBNAIL' }, { limit: 1 })).toEqual([other.jobId]);
	expect(await ids({ types: 'THUMBNAIL', states: ['FAILED_TOTAL'] })).toEqual([]);
	expect(await ids({ types: 'THUMBNAIL', startedSince: '2999-01-01T00:00:00Z' })).toEqual([]);
	expect(await ids({ types: 'THUMBNAIL', startedSince: '2001-01-01T00:00:00Z' })).toHaveLength(3);
	expect(await error('getMany', { filters: { startedSince: 'yesterday' } })).toMatch(/"Started Since" is no time/);
});

test('the jobs of others come only when they are wanted', async () => {
	await ended((await poster(siteId(108), '1@PAL')).jobId);
	at.credentials.vidiCoreApi = { ...at.credentials.vidiCoreApi, username: 'guest', password: 'guest' };
	expect(await rows('getMany', { filters: { types: 'THUMBNAIL' } })).toEqual([]);
	expect(await rows('getMany', { user: 'all', filters: { types: 'THUMBNAIL' } })).toMatchObject([
		{ type: 'THUMBNAIL', itemId: siteId(108), user: 'admin' },
	]);
});

test('a job that runs is aborted, and the row comes when it is', async () => {
	const { jobId } = await analysis();
	expect(await rows('abort', { jobId: located(jobId) })).toMatchObject([{ jobId, status: 'ABORTED', aborted: true }]);
	expect(await rows('abort', { jobId: located(jobId) })).toMatchObject([{ aborted: true }]);
	expect(at.world.vidiCore.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('a job that had ended is not aborted, and one that VidiCore is still ending is said to be so', async () => {
	const { jobId } = await poster(siteId(108), '1@PAL');
	await ended(jobId);
	expect(await rows('abort', { jobId: located(jobId) })).toMatchObject([
		{ aborted: false, reason: 'It had ended before: FINISHED' },
	]);
	quickClock();
	at.world.vidiCore.faults.add({
		match: /^GET .API.job.[A-Z]+-7$/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ jobId: siteId(7), status: 'ABORTED_PENDING' }),
		},
	});
	at.world.vidiCore.faults.add({ match: /^DELETE .API.job.[A-Z]+-7$/, times: 1, effect: { status: 200 } });
	expect(await rows('abort', { jobId: located(siteId(7)), limitSeconds: 5 })).toMatchObject([
		{ aborted: false, reason: 'VidiCore is still ending it: ABORTED_PENDING' },
	]);
});

test('a job that goes on although something answered is not said to be ending', async () => {
	const { jobId } = await analysis();
	quickClock();
	at.world.vidiCore.faults.add({ match: /^DELETE .API.job/, times: 1, effect: { status: 200 } });
	expect(await rows('abort', { jobId: located(jobId), limitSeconds: 5 })).toMatchObject([
		{ aborted: false, reason: expect.stringMatching(/the job goes on all the same: .*Run this again/) as unknown },
	]);
});

test('a job that may not be aborted, and one that is not there, are told', async () => {
	const { jobId } = await analysis();
	at.world.vidiCore.faults.add({
		match: /^DELETE .API.job/,
		times: 1,
		effect: { status: 403, contentType: 'application/json', body: '{"forbidden":{"context":"job"}}' },
	});
	expect(await error('abort', { jobId: located(jobId) })).toMatch(/does not allow this/);
	expect(await error('abort', { jobId: located(siteId(1)) })).toMatch(/VidiCore has no job [A-Z]+-1/);
});

test('a job of VidiCore’s own runs again, once', async () => {
	const { jobId } = await poster(siteId(108), '1@PAL');
	await ended(jobId);
	const [row] = await rows('runAgain', { jobId: located(jobId) });
	expect(row).toMatchObject({ started: true, ofJobId: jobId, type: 'THUMBNAIL' });
	expect(row?.jobId).not.toBe(jobId);
	expect(again()).toHaveLength(1);
	expect(await ended(String(row?.jobId))).toBe('FINISHED');
});

test('after a lost answer the new job is found, and none is started twice', async () => {
	const { jobId } = await poster(siteId(108), '1@PAL');
	await ended(jobId);
	quickClock();
	at.world.vidiCore.faults.add({ match: /re-run$/, times: 1, effect: 'dropAfter' });
	const [row] = await rows('runAgain', { jobId: located(jobId) });
	expect(row).toMatchObject({ started: true, ofJobId: jobId });
	expect(row?.jobId).not.toBe(jobId);
	expect(again()).toHaveLength(1);
});

test('what VidiNet bills, and what still runs, is not run again', async () => {
	const { jobId, video } = await analysis();
	expect(await error('runAgain', { jobId: located(jobId) })).toMatch(/still running .* Nothing was started/);
	await rows('abort', { jobId: located(jobId) });
	expect(await error('runAgain', { jobId: located(jobId) })).toMatch(
		new RegExp(`type ANALYZE, which VidiNet may bill again Nothing was started.*"Analyze Item" with ${video}`),
	);
	expect(await error('runAgain', { jobId: located(siteId(1)) })).toMatch(/VidiCore has no job [A-Z]+-1/);
	expect(again()).toEqual([]);
});
