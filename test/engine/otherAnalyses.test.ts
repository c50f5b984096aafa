import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { parseSync } from 'subtitle';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { GetAnalysisResults } from '../../nodes/GetAnalysisResults/GetAnalysisResults.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { analyzed, attachSibling, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { jobErrorText } from '../../vidicore/jobs/state';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { vttCues } from '../support/vttCues';
import { siteId } from '../support/site';

// The face service's siblings: what they find comes out as rows and files, what they cut out can be trained.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld()));
afterEach(() => at.close());

const video = siteId(108);
const lookedAtBy = async (...names: string[]) => {
	for (const name of names)
		await analyzed(at.http, video, { resourceId: await attachSibling(at.world, at.http, name) });
};
const results = (parameters: IDataObject = {}) =>
	at.run(new GetAnalysisResults(), { itemId: located(video), ...parameters });
const rows = async (parameters: IDataObject = {}) =>
	(await results(parameters)).outputs[0]?.map(({ json }) => json) ?? [];
const file = async (fileFormat: string, parameters: IDataObject = {}) => {
	const { outputs } = await results({ output: 'file', fileFormat, binaryField: 'data', ...parameters });
	return Buffer.from(outputs[0]?.[0]?.binary?.data?.data ?? '', 'base64').toString('utf8');
};
const transcript = { show: 'types', types: ['transcript'] };

test('labels and spoken words by type, value and confidence, neighbours joined; faces stay what they are', async () => {
	await lookedAtBy('Speech-to-Text', 'Video and Image Analysis');
	await analyzed(at.http, video, at.service);
	const all = await rows();
	expect(new Set(all.map(({ type, analyzer }) => `${String(type)} ${String(analyzer)}`))).toEqual(
		new Set([
			'face DeepVAKeyframeAnalyzer',
			'transcript SpeechToTextAnalyzer',
			'label AWSVideoRekognitionAnalyzer',
			'moderation AWSVideoRekognitionAnalyzer',
		]),
	);
	expect((await rows(transcript)).map(({ value, confidence }) => [value, confidence])).toEqual([
		['Good evening, and welcome to the council.', 0.97],
		['Three things are on the table tonight:\nthe bridge, the budget & the school.', 0.91],
		['Łukasz, you have the floor.', null],
		['Thank you. The bridge cost 1 < 2 million --> less than planned.', 0.88],
	]);
	const labels = { show: 'types', types: ['label'], filters: { minConfidence: 0.8 }, options: { mergeGapSeconds: 0 } };
	expect(
		(await rows(labels)).map(({ value, startSeconds, endSeconds, mergedFrom }) => [
			value,
			startSeconds,
			endSeconds,
			mergedFrom,
		]),
	).toEqual([
		['Person', 0, 20, 2],
		['Meeting Room', 7.36, 55.88, undefined],
	]);
	expect((await rows({ filters: { values: 'person, flag' } })).map(({ value }) => value)).toEqual([
		'Person',
		'Person',
		'Flag',
	]);
	expect((await rows({ filters: { contains: 'INDOORS' } })).map(({ value }) => value)).toEqual(['Meeting Room']);
	const faces = (await at.run(new GetFaceTimespans(), { itemId: located(video) })).outputs[0] ?? [];
	expect(faces).toHaveLength(all.filter(({ type }) => type === 'face').length);
	// Analysed again by each, nothing is there twice.
	await lookedAtBy('Speech-to-Text', 'Video and Image Analysis');
	await analyzed(at.http, video, at.service);
	expect(await rows()).toHaveLength(all.length);
});

test('a transcript as captions that other programs read, labels as a table, all as JSON', async () => {
	await lookedAtBy('Speech-to-Text', 'Video and Image Analysis');
	const spoken = (await rows(transcript)).map(({ value }) => String(value));
	const { cues, errors } = vttCues(await file('webVtt', transcript));
	expect(errors).toEqual([]);
	expect(cues.map(({ text, startTime }) => [text, startTime])).toEqual(
		spoken.map((text, n) => [text, [2, 5.2, 9, 12][n]]),
	);
	expect(
		parseSync(await file('srt', transcript)).map(({ data }) => (typeof data === 'string' ? '' : data.text)),
	).toEqual(spoken.map((text) => text.replace('-->', '→')));
	const labels = { show: 'types', types: ['label'] };
	const options = { csvSeparator: 'semicolon', csvDecimalMark: 'comma', csvByteOrderMark: false };
	const table = parse<Record<string, string>>(await file('csv', { ...labels, options }), {
		columns: true,
		delimiter: ';',
	});
	expect(table.map(({ value, confidence, description }) => [value, confidence, description])).toEqual([
		['Person', '0,99', ''],
		['Meeting Room', '0,87', 'Indoors'],
		['Person', '0,98', ''],
		['Flag', '0,61', ''],
	]);
	expect(JSON.parse(await file('json'))).toEqual({ itemId: video, results: await rows() });
	const { outputs } = await results({ output: 'file', fileFormat: 'webVtt', binaryField: 'vtt', ...transcript });
	expect(outputs[0]?.[0]).toMatchObject({
		json: { itemId: video, fileName: `${siteId(108)}-results.vtt`, results: 4 },
		binary: { vtt: { mimeType: 'text/vtt', fileName: `${siteId(108)}-results.vtt` } },
	});
});

test('an answer that is cut is asked for again, and never passes for fewer results', async () => {
	await lookedAtBy('Speech-to-Text');
	const match = /^GET \/API\/item\/[A-Z]+-108/;
	at.world.vidiCore.faults.add({ match, times: 1, effect: 'truncate' });
	expect(await rows()).toHaveLength(4);
	at.world.vidiCore.faults.add({ match, times: 99, effect: 'truncate' });
	const { outputs, run } = await results();
	expect([outputs.flat(), run.data.resultData.error?.message]).toEqual([
		[],
		expect.stringMatching(/cut off|JSON|read/i),
	]);
});

test('a service that needs no callback starts without one, the face service and the extractor do not', async () => {
	const start = async (resourceId: string) =>
		await at.run(new AnalyzeItem(), {
			itemId: located(siteId(109)),
			resourceId: located(resourceId),
			options: { noCallback: true },
		});
	const { outputs } = await start(await attachSibling(at.world, at.http, 'Video and Image Analysis'));
	expect(outputs[0]?.[0]?.json).toMatchObject({ started: true });
	for (const resourceId of [at.service.resourceId, await attachSibling(at.world, at.http, 'Face and Label Extractor')])
		expect((await start(resourceId)).run.data.resultData.error).toBeDefined();
});

test('faces that were cut out with names are reviewed, trained, and then known in the video', async () => {
	const resourceId = await attachSibling(at.world, at.http, 'Face and Label Extractor');
	await analyzed(at.http, siteId(109), { ...at.service, resourceId });
	const faces = async () =>
		(await at.run(new ManageFaces(), { operation: 'getMany', thumbnail: 'link' })).outputs[0]?.map(
			({ json }) => json,
		) ?? [];
	const found = (await faces()).filter(({ state }) => state === 'NOT_TRAINED');
	expect(found.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['Zoë 0rsted, Mayor', 'Teun de Vries', 'BREAKING NEWS']),
	);
	const read = found.find(({ name }) => name === 'Zoë 0rsted, Mayor');
	const picture = await fetch(String(read?.thumbnail));
	expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
	const [training] = await findTrainingCollections(at.http);
	const collection = located(training?.id);
	const marked = await at.run(new ManageFaces(), {
		...{ resource: 'training', operation: 'mark', name: 'Zoë Ørsted' },
		...{ itemId: located(read?.faceId), trainingCollectionId: collection },
	});
	expect(marked.outputs[0]?.[0]?.json).toMatchObject({
		name: 'Zoë Ørsted',
		state: 'NEEDS_TRAINING',
		trainingMaterial: true,
	});
	const trained = await at.run(new TrainCollection(), { ...at.ids, collectionId: collection });
	await at.run(new WaitForJob(), { jobId: located(trained.outputs[0]?.[0]?.json.jobId) });
	await analyzed(at.http, siteId(109), at.service);
	const seen = (await at.run(new GetFaceTimespans(), { itemId: located(siteId(109)) })).outputs[0] ?? [];
	const names = new Set(seen.map(({ json }) => String(json.person)));
	expect(names.has('Zoë Ørsted')).toBe(true);
	expect(names.has('Teun de Vries')).toBe(false); // nobody has marked him
});

test('a training with a service that cannot be trained fails, and says so', async () => {
	const resourceId = await attachSibling(at.world, at.http, 'Speech-to-Text');
	const [training] = await findTrainingCollections(at.http);
	const job = await endedJob(at.http, trainPath(training?.id ?? ''), { ...at.service, resourceId });
	expect(jobErrorText(job)).toMatch(/cannot be trained/);
});
