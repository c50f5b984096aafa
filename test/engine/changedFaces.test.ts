import { metadataDocument } from '../../vidicore/items/metadata';
import { ChangedFaces, locator } from '../support/changedFaces';
import { quickClock } from '../support/quickClock';
import { siteId } from '../support/site';

// What is particular to an operation when one of its steps fails, or when it is run again.
let faces: ChangedFaces;

beforeAll(async () => void (faces = await ChangedFaces.open()));
afterAll(() => faces.world.close());
beforeEach(quickClock);
afterEach(() => {
	faces.world.vidiCore.faults.clear();
	jest.restoreAllMocks();
});

const fault = (...[rule]: Parameters<typeof faces.world.vidiCore.faults.add>) => faces.world.vidiCore.faults.add(rule);
const answer = (document: object) => ({
	status: 200,
	contentType: 'application/json',
	body: JSON.stringify(document),
});

describe('Give a Name', () => {
	const refusedAt = async (match: RegExp) => {
		const subject = await faces.subject('Give a Name');
		const before = await faces.state(subject.word);
		fault({ match, times: 1, effect: { status: 403 } });
		const { error } = await faces.run(subject);
		return { before, error, now: await faces.state(subject.word) };
	};

	test('a job that is refused leaves the face as it was', async () => {
		const { before, error, now } = await refusedAt(/^POST .API.job/);
		expect(error).toMatch(/Nothing was changed\./);
		expect(now).toEqual(before);
	});

	test('a collection that refuses it: the mark is taken back, the name stays and is named', async () => {
		const { before, error, now } = await refusedAt(/^PUT .API.collection.[A-Z]+-\d+.[A-Z]+-\d+/);
		expect(error).toMatch(
			/Done: all detections of ([A-Z]+-\d+) have the name "Ada"; the item \1 has the name "Ada"\. Not done: \1 is marked/,
		);
		expect(now).toEqual([{ ...before[0], fields: { ...before[0]?.fields, vcs_face_value: 'Ada' } }]);
	});

	test('a collection that is not there is told before anything is changed', async () => {
		const subject = await faces.subject('Give a Name');
		const before = await faces.state(subject.word);
		faces.world.vidiCore.requests.length = 0;
		const parameters = { ...subject.parameters, trainingCollectionId: locator(siteId(9)) };
		expect((await faces.run({ ...subject, parameters })).error).toMatch(/[A-Z]+-9/);
		expect(await faces.state(subject.word)).toEqual(before);
		expect(faces.made(/^\/API\/job/)).toBe(0);
	});

	test('a name that was changed by others in between is given again', async () => {
		const subject = await faces.subject('Give a Name');
		const { json } = await faces.run(subject);
		const path = `/API/item/${String(json?.faceId)}/metadata`;
		await faces.http.send('PUT', path, { body: JSON.stringify(metadataDocument({ vcs_face_value: 'Grace' })) });
		faces.world.vidiCore.requests.length = 0;
		expect((await faces.run(subject)).json).toMatchObject({ name: 'Ada', nameBefore: 'Grace' });
		expect(faces.made(/^\/API\/job/)).toBe(1);
	});
});

describe('Add a Picture', () => {
	test('the same picture again is the same item; for another person, or another picture, it is another', async () => {
		const subject = await faces.subject('Add a Picture');
		const first = await faces.run(subject);
		expect(first.json).toMatchObject({ added: true });
		expect((await faces.run(subject)).json).toMatchObject({ faceId: first.json?.faceId, added: false });
		const another = { ...subject, picture: Buffer.concat([subject.picture, Buffer.from('2')]) };
		expect((await faces.run(another)).json).toMatchObject({ added: true });
		const twin = { ...subject, parameters: { ...subject.parameters, name: `${subject.word}twin` } };
		expect((await faces.run(twin)).json).toMatchObject({ added: true });
		expect(await faces.state(subject.word)).toHaveLength(3);
	});

	test.each([0, 3])('the same picture twice at the same moment, %d ms apart, is one item', async (apart) => {
		jest.restoreAllMocks(); // real pauses
		const subject = await faces.subject('Add a Picture');
		const later = new Promise((resolve) => setTimeout(resolve, apart));
		const both = await Promise.all([faces.run(subject), later.then(async () => await faces.run(subject))]);
		expect(both.map(({ json }) => json?.added).sort()).toEqual([false, true]);
		expect(await faces.state(subject.word)).toHaveLength(1);
	});

	test('an item that was given another name since is not taken for it, one that was deleted neither', async () => {
		const subject = await faces.subject('Add a Picture');
		const first = await faces.run(subject);
		const path = `/API/item/${String(first.json?.faceId)}`;
		const renamed = JSON.stringify(metadataDocument({ vcs_face_value: 'Somebody else' }));
		await faces.http.send('PUT', `${path}/metadata`, { body: renamed });
		const second = await faces.run(subject);
		expect(second.json).toMatchObject({ added: true });
		expect(await faces.state('Somebody else')).toHaveLength(1);
		await faces.http.send('DELETE', `/API/item/${String(second.json?.faceId)}`);
		expect((await faces.run(subject)).json).toMatchObject({ added: true });
	});

	test('an item that is found late, because VidiCore lists it late, is found', async () => {
		const subject = await faces.subject('Add a Picture');
		fault({ match: /^POST .API.import.placeholder$/, times: 1, effect: 'dropAfter' });
		fault({ match: /^PUT .API.item$/, times: 3, effect: answer({ hits: 0, item: [] }) });
		expect((await faces.run(subject)).json).toMatchObject({ added: true });
		expect(await faces.state(subject.word)).toHaveLength(1);
	});

	test('what a failed import has left is deleted, and the picture added anew', async () => {
		const subject = await faces.subject('Add a Picture');
		const failed = { jobId: siteId(1), status: 'FAILED_TOTAL', type: 'RAW_IMPORT' };
		fault({ match: /^GET .API.job.[A-Z]+-/, times: 1, effect: answer(failed) });
		fault({ match: /^DELETE .API.item/, times: 1, effect: { status: 403 } });
		const { error } = await faces.run(subject);
		expect(error).toMatch(/FAILED_TOTAL.*The item [A-Z]+-\d+, made for it, could not be deleted/);
		const query = [
			['metadata', true],
			['type', 'RAW_IMPORT'],
			['sort', 'startTime desc'],
		] as const;
		const { job } = await faces.http.json<{ job: object[] }>('GET', '/API/job', { query });
		const list = { hits: 1, job: [{ ...job[0], status: 'FAILED_TOTAL' }] };
		fault({ match: /^GET .API.job$/, times: 1, effect: answer(list) });
		expect((await faces.run(subject)).json).toMatchObject({ added: true });
		expect(await faces.state(subject.word)).toMatchObject([
			{ fields: { title: 'Portrait of WORD' }, collections: [faces.training] },
		]);
	});

	test('a collection that is not there is told before anything is made', async () => {
		const subject = await faces.subject('Add a Picture');
		faces.world.vidiCore.requests.length = 0;
		const parameters = { ...subject.parameters, trainingCollectionId: locator(siteId(9)) };
		expect((await faces.run({ ...subject, parameters })).error).toMatch(/[A-Z]+-9/);
		expect(faces.made(/./)).toBe(0);
	});
});

describe('Mark and Unmark', () => {
	test('an item that is not in the collection any more is unmarked', async () => {
		const subject = await faces.subject('Unmark an Item');
		fault({
			match: /^DELETE .API.collection/,
			times: 1,
			effect: { ...answer({ notFound: { type: 'item', id: siteId(1) } }), status: 404 },
		});
		expect((await faces.run(subject)).json).toMatchObject({ trainingMaterial: false });
	});

	test('a collection that is not there: the mark is put back', async () => {
		const subject = await faces.subject('Unmark an Item');
		const before = await faces.state(subject.word);
		const parameters = { ...subject.parameters, trainingCollectionId: locator(siteId(9)) };
		expect((await faces.run({ ...subject, parameters })).error).toMatch(/[A-Z]+-9 \(404\).*\. Nothing was changed\./);
		expect(await faces.state(subject.word)).toEqual(before);
	});
});

describe('Delete', () => {
	test('a face that is not there any more is said to be gone, not taken for a wrong id alone', async () => {
		const subject = await faces.subject('Delete');
		expect((await faces.run(subject)).json).toMatchObject({ deleted: true });
		expect((await faces.run(subject)).error).toMatch(/is not in VidiCore It may be deleted already/);
	});

	test('when VidiCore keeps it in spite of a cut connection, that is said', async () => {
		const subject = await faces.subject('Delete');
		fault({ match: /^DELETE/, times: 4, effect: 'drop' });
		expect((await faces.run(subject)).error).toMatch(/[A-Z]+-\d+ was not deleted/);
		expect((await faces.run(subject)).json).toMatchObject({ deleted: true });
	});
});
