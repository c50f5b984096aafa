import type { IDataObject } from 'n8n-workflow';
import { blankPicture } from '../../tools/emulator/blankPicture';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { openWorld, type World } from '../../tools/emulator/world';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import type { VidiCoreHttp } from '../../vidicore/http';
import { metadataDocument, type FieldValues } from '../../vidicore/items/metadata';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { quickClock } from '../support/quickClock';
import { setUpService } from '../../tools/lab/setUpService';

// Operations of several writes, cut off at each of their requests: what was done is named, and running them again ends
// where a run that nothing disturbed ends.
let world: World;
let http: VidiCoreHttp;
let training = '';
let other = '';
let subjects = 0;

beforeAll(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
	await setUpService(world, http);
	const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
		'PUT',
		'/API/collection',
		{ body: '{}' },
	);
	training = collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? '';
	({ id: other } = await http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'Other']] }));
});
afterAll(() => world.close());
beforeEach(quickClock);
afterEach(() => {
	world.vidiCore.faults.clear();
	jest.restoreAllMocks();
});

const id = (value: unknown) => ({ __rl: true, mode: 'id', value });

interface Subject {
	/** The name by which its items are found. */
	name: string;
	parameters: IDataObject;
	bytes: Buffer;
}

interface Outcome {
	json?: IDataObject;
	error?: string;
}

async function run({ parameters, bytes }: Subject): Promise<Outcome> {
	const { run: ran, outputs } = await runNode(
		new ManageFaces(),
		parameters,
		[{}],
		{ vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' } },
		{},
		{ data: { data: bytes.toString('base64'), mimeType: 'image/png', fileName: 'face.png' } },
	);
	const { error } = ran.data.resultData;
	return error ? { error: [error.message, error.description].join(' ') } : { json: outputs[0]?.[0]?.json };
}

interface Found {
	id: string;
	shape: Array<{ tag: string[] }>;
	metadata: { timespan: Array<{ field: Array<{ name: string; value: Array<{ value: string }> }> }> };
}

/** All items whose name or title holds the subject's word, as far as the operations write them. */
async function state(word: string): Promise<object[]> {
	const { item } = await http.json<{ item: Found[] }>('PUT', '/API/item', {
		query: [['content', 'metadata,shape']],
		body: JSON.stringify({ text: [{ value: `*${word}*` }] }),
	});
	return await Promise.all(
		item.map(async ({ id: itemId, shape, metadata }) => {
			const fields = metadata.timespan.flatMap(({ field }) => field);
			const { uri } = await http.json<{ uri: string[] }>('GET', `/API/item/${itemId}/collections`);
			return {
				fields: Object.fromEntries(
					fields
						.filter(({ name }) => /^(title|vcs_)/.test(name))
						.map(({ name, value }) => [name, value[0]?.value.replaceAll(word, 'WORD')]),
				),
				shapes: shape.map(({ tag }) => tag),
				collections: uri,
			};
		}),
	);
}

/** An item with these fields, and no file. */
async function anItem(fields: FieldValues, collection?: string): Promise<string> {
	const { id: itemId } = await http.json<{ id: string }>('POST', '/API/import/placeholder', {
		query: [['container', 1]],
		body: JSON.stringify(metadataDocument(fields)),
	});
	if (collection) await http.send('PUT', `/API/collection/${collection}/${itemId}`);
	return itemId;
}

type Case = [what: string, subject: (word: string) => Promise<Omit<Subject, 'name' | 'bytes'>>];

const cases: Case[] = [
	[
		'Add a Picture',
		async (word) =>
			await Promise.resolve({
				parameters: {
					resource: 'training',
					operation: 'addImage',
					name: word,
					title: `Portrait of ${word}`,
					trainingCollectionId: id(training),
				},
			}),
	],
	[
		'Give a Name',
		async (word) => ({
			parameters: {
				operation: 'name',
				faceId: id(await anItem({ title: word, vcs_face_value: 'unknown_0001', vcs_face_method: 'INDEXED' })),
				name: 'Ada',
				addToTraining: true,
				trainingCollectionId: id(training),
			},
		}),
	],
	[
		'Merge Into a Person',
		async (word) => ({
			parameters: {
				operation: 'merge',
				faceId: id(await anItem({ title: word, vcs_face_value: 'unknown_0001' })),
				targetFaceId: id(await anItem({ title: 'A person', vcs_face_value: 'Grace' })),
			},
		}),
	],
	[
		'Mark an Item',
		async (word) => ({
			parameters: {
				resource: 'training',
				operation: 'mark',
				itemId: id(await anItem({ title: word })),
				name: 'Ada',
				trainingCollectionId: id(training),
			},
		}),
	],
	[
		'Unmark an Item',
		async (word) => ({
			parameters: {
				resource: 'training',
				operation: 'unmark',
				itemId: id(await anItem({ title: word, vcs_face_value: 'Ada', vcs_face_isTrainingMaterial: 'true' }, training)),
				trainingCollectionId: id(training),
			},
		}),
	],
	[
		'Delete',
		async (word) => ({
			parameters: {
				operation: 'delete',
				faceId: id(await anItem({ title: word, vcs_face_value: 'unknown_0001' }, other)),
				confirmName: 'unknown_0001',
			},
		}),
	],
];

async function fresh([, make]: Case): Promise<Subject> {
	const name = `Subject${String(1000 + ++subjects).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
	const made = await make(name);
	const subject = { ...made, name, bytes: Buffer.concat([blankPicture, Buffer.from(name)]) };
	return {
		...subject,
		parameters: { resource: 'face', imageFrom: 'binary', binaryField: 'data', ...subject.parameters },
	};
}

/** Lets that many requests pass, then does this to the next one, or to all that follow. */
function cut(after: number, effect: FaultRule['effect'], forGood: boolean): void {
	const rule = (times: number, what: FaultRule['effect']) =>
		world.vidiCore.faults.add({ match: /./, times, effect: what });
	rule(after, { delayMs: 0 });
	rule(1, effect);
	if (forGood) rule(Infinity, 'drop');
}

/** POSTs that VidiCore has taken, by what they make. */
const made = (path: RegExp) =>
	world.vidiCore.requests.filter(({ method, path: at, status }) => method === 'POST' && path.test(at) && status === 200)
		.length;

const requestsOf = async (subject: Subject): Promise<number> => {
	world.vidiCore.requests.length = 0;
	expect(await run(subject)).toMatchObject({ json: expect.anything() });
	return world.vidiCore.requests.length;
};

const effects = ['drop', 'dropAfter', { html: 502 }, { status: 403 }] as const;
const same = (a: object[], b: object[]) => JSON.stringify(a) === JSON.stringify(b);

test.each(cases)(
	'%s, cut off or refused anywhere: what stays is named, and running it again completes it',
	async (...one) => {
		const undisturbed = await fresh(one);
		const start = await state(undisturbed.name);
		const requests = await requestsOf(undisturbed);
		const end = await state(undisturbed.name);
		expect(end).not.toEqual(start);
		const wrong: unknown[] = [];
		let failures = 0;
		for (let after = 0; after < requests; after++)
			for (const effect of effects)
				for (const forGood of [false, true]) {
					const subject = await fresh(one);
					world.vidiCore.requests.length = 0;
					cut(after, effect, forGood);
					const first = await run(subject);
					world.vidiCore.faults.clear();
					const between = await state(subject.name);
					const again = one[0] === 'Delete' && first.json ? first : await run(subject);
					const last = await state(subject.name);
					failures += first.error ? 1 : 0;
					const changed = !same(between, start);
					const problems = [
						...(same(last, end) ? [] : ['ends elsewhere']),
						...(again.error ? ['fails again'] : []),
						...(first.json && !same(between, end) ? ['said to be done and is not'] : []),
						...(first.error && effect === 'dropAfter' && !forGood ? ['one lost answer ends it'] : []),
						...(first.error && changed && !names.test(first.error) ? ['left something and does not name it'] : []),
						...(first.error && !changed && /Done:/.test(first.error) ? ['names what is not so'] : []),
						...(made(/^\/API\/job\/?$/) > 1 ? ['two jobs'] : []),
					];
					if (problems.length > 0) wrong.push({ after, effect, forGood, problems, first, again, last });
				}
		expect(wrong).toEqual([]);
		expect(failures).toBeGreaterThan(0);
	},
	120_000,
);

/** Names an item, or the title of one whose id nobody knows. */
const names = /VX-\d+|\(unfinished, n8n [a-p]{32}\)/;

/** Those without a job that goes on by itself. */
test.each(cases.filter(([what]) => !['Give a Name', 'Merge Into a Person'].includes(what)))(
	'%s, refused anywhere: nothing stays',
	async (...one) => {
		const undisturbed = await fresh(one);
		const start = await state(undisturbed.name);
		const requests = await requestsOf(undisturbed);
		const stays: unknown[] = [];
		for (let after = 0; after < requests; after++) {
			const subject = await fresh(one);
			cut(after, { status: 403 }, false);
			const { error } = await run(subject);
			world.vidiCore.faults.clear();
			const now = await state(subject.name);
			if (error && !same(now, start)) stays.push({ after, error, now });
		}
		expect(stays).toEqual([]);
	},
	60_000,
);

describe('Give a Name', () => {
	const named = cases.find(([what]) => what === 'Give a Name') as Case;
	const refusedAt = async (match: RegExp) => {
		const subject = await fresh(named);
		const before = await state(subject.name);
		world.vidiCore.faults.add({ match, times: 1, effect: { status: 403 } });
		const { error } = await run(subject);
		return { before, error, now: await state(subject.name) };
	};

	test('a job that is refused leaves the face as it was', async () => {
		const { before, error, now } = await refusedAt(/^POST .API.job/);
		expect(error).toMatch(/Nothing was changed\./);
		expect(now).toEqual(before);
	});

	test('a collection that refuses it: the mark is taken back, the name stays and is named', async () => {
		const { before, error, now } = await refusedAt(/^PUT .API.collection.VX-\d+.VX-\d+/);
		expect(error).toMatch(
			/Done: all detections of (VX-\d+) have the name "Ada"; the item \1 has the name "Ada"\. Not done:/,
		);
		expect(error).toMatch(/Not done: VX-\d+ is marked as training material; VX-\d+ is in the collection/);
		const [face] = before as Array<{ fields: object }>;
		expect(now).toEqual([{ ...face, fields: { ...face?.fields, vcs_face_value: 'Ada' } }]);
	});

	test('a collection that is not there is told before anything is changed', async () => {
		const subject = await fresh(named);
		const before = await state(subject.name);
		world.vidiCore.requests.length = 0;
		const { error } = await run({
			...subject,
			parameters: { ...subject.parameters, trainingCollectionId: id('VX-9') },
		});
		expect(error).toMatch(/VX-9/);
		expect(await state(subject.name)).toEqual(before);
		expect(made(/^\/API\/job/)).toBe(0);
	});
});

describe('Add a Picture', () => {
	const adding = cases.find(([what]) => what === 'Add a Picture') as Case;

	test('the same picture again is the same item; for another person, or another picture, it is another', async () => {
		const subject = await fresh(adding);
		const first = await run(subject);
		expect(first.json).toMatchObject({ added: true });
		expect((await run(subject)).json).toMatchObject({ faceId: first.json?.faceId, added: false });
		const another = { ...subject, bytes: Buffer.concat([subject.bytes, Buffer.from('2')]) };
		expect((await run(another)).json).toMatchObject({ added: true });
		const twin = { ...subject, parameters: { ...subject.parameters, name: `${subject.name}twin` } };
		expect((await run(twin)).json).toMatchObject({ added: true });
		expect(await state(subject.name)).toHaveLength(3);
	});

	test('an item that was given another name since is not taken for it', async () => {
		const subject = await fresh(adding);
		const first = await run(subject);
		await http.send('PUT', `/API/item/${String(first.json?.faceId)}/metadata`, {
			body: JSON.stringify(metadataDocument({ vcs_face_value: 'Somebody else' })),
		});
		expect((await run(subject)).json).toMatchObject({ added: true });
		expect(await state('Somebody else')).toHaveLength(1);
	});

	test('an item that is found late, because VidiCore lists it late, is found', async () => {
		const subject = await fresh(adding);
		world.vidiCore.faults.add({ match: /^POST .API.import.placeholder$/, times: 1, effect: 'dropAfter' });
		world.vidiCore.faults.add({
			match: /^PUT .API.item$/,
			times: 3,
			effect: { status: 200, contentType: 'application/json', body: '{"hits":0,"item":[]}' },
		});
		expect((await run(subject)).json).toMatchObject({ added: true });
		expect(await state(subject.name)).toHaveLength(1);
	});

	test('what a failed import has left is deleted, and the picture added anew', async () => {
		const subject = await fresh(adding);
		world.vidiCore.faults.add({
			match: /^GET .API.job.VX/,
			times: 1,
			effect: {
				status: 200,
				contentType: 'application/json',
				body: '{"jobId":"VX-1","status":"FAILED_TOTAL","type":"RAW_IMPORT"}',
			},
		});
		world.vidiCore.faults.add({ match: /^DELETE .API.item/, times: 1, effect: { status: 403 } });
		expect((await run(subject)).error).toMatch(/FAILED_TOTAL.*The item VX-\d+, made for it, could not be deleted/);
		const jobs = await http.json<{ job: object[] }>('GET', '/API/job', {
			query: [
				['metadata', true],
				['type', 'RAW_IMPORT'],
				['sort', 'startTime desc'],
			],
		});
		const [job] = jobs.job;
		world.vidiCore.faults.add({
			match: /^GET .API.job$/,
			times: 1,
			effect: {
				status: 200,
				contentType: 'application/json',
				body: JSON.stringify({ hits: 1, job: [{ ...job, status: 'FAILED_TOTAL' }] }),
			},
		});
		expect((await run(subject)).json).toMatchObject({ added: true });
		expect(await state(subject.name)).toMatchObject([
			{ fields: { title: 'Portrait of WORD' }, collections: [training] },
		]);
	});
});

describe('Delete', () => {
	const deleting = cases.find(([what]) => what === 'Delete') as Case;

	test('a face that is not there any more is said to be gone, not taken for a wrong id alone', async () => {
		const subject = await fresh(deleting);
		expect((await run(subject)).json).toMatchObject({ deleted: true });
		expect((await run(subject)).error).toMatch(/is not in VidiCore It may be deleted already/);
	});

	test('when VidiCore keeps it in spite of a cut connection, that is said', async () => {
		const subject = await fresh(deleting);
		world.vidiCore.faults.add({ match: /^DELETE/, times: 4, effect: 'drop' });
		expect((await run(subject)).error).toMatch(/VX-\d+ was not deleted/);
		expect((await run(subject)).json).toMatchObject({ deleted: true });
	});
});
