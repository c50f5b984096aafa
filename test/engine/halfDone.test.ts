import { ChangedFaces, operations, type ItemState } from '../support/changedFaces';
import { quickClock } from '../support/quickClock';

// Operations of several writes, cut off or refused at each of their requests: what was done is named, and running them
// again ends where a run that nothing disturbed ends.
let faces: ChangedFaces;

beforeAll(async () => void (faces = await ChangedFaces.open()));
afterAll(() => faces.world.close());
beforeEach(quickClock);
afterEach(() => {
	faces.world.vidiCore.faults.clear();
	jest.restoreAllMocks();
});

/** The requests of a run that nothing disturbs, and what is before and behind it. */
async function undisturbed(operation: (typeof operations)[number]) {
	const subject = await faces.subject(operation);
	const start = await faces.state(subject.word);
	faces.world.vidiCore.requests.length = 0;
	expect(await faces.run(subject)).toMatchObject({ json: expect.anything() as object });
	const requests = faces.world.vidiCore.requests.length;
	const end = await faces.state(subject.word);
	expect(end).not.toEqual(start);
	return { start, requests, end };
}

const same = (a: ItemState[], b: ItemState[]) => JSON.stringify(a) === JSON.stringify(b);

/** Names an item, or the title of one whose id nobody knows. */
const names = /[A-Z]+-\d+|\(unfinished, n8n [a-p]{32}\)/;

const effects = ['drop', 'dropAfter', { html: 502 }, { status: 403 }] as const;

test.each(operations)(
	'%s, cut off or refused anywhere: what stays is named, and running it again completes it',
	async (operation) => {
		const { start, requests, end } = await undisturbed(operation);
		const places = Array.from({ length: requests }, (_, after) => after);
		const plans = places.flatMap((after) =>
			effects.flatMap((effect) => [false, true].map((forGood) => ({ after, effect, forGood }))),
		);
		const wrong: unknown[] = [];
		let failures = 0;
		for (const plan of plans) {
			const subject = await faces.subject(operation);
			faces.world.vidiCore.requests.length = 0;
			faces.cut(plan.after, plan.effect, plan.forGood);
			const first = await faces.run(subject);
			faces.world.vidiCore.faults.clear();
			const between = await faces.state(subject.word);
			const again = operation === 'Delete' && first.json ? first : await faces.run(subject);
			const last = await faces.state(subject.word);
			failures += first.error ? 1 : 0;
			const changed = !same(between, start);
			const problems = [
				...(same(last, end) ? [] : ['ends elsewhere']),
				...(again.error ? ['fails again'] : []),
				...(first.json && !same(between, end) ? ['said to be done and is not'] : []),
				...(first.error && plan.effect === 'dropAfter' && !plan.forGood ? ['one lost answer ends it'] : []),
				...(first.error && changed && !names.test(first.error) ? ['left something and does not name it'] : []),
				...(first.error && !changed && /Done:/.test(first.error) ? ['names what is not so'] : []),
				...(faces.made(/^\/API\/job\/?$/) > 1 ? ['two jobs'] : []),
			];
			if (problems.length > 0) wrong.push({ ...plan, problems, first, again, last });
		}
		expect(wrong).toEqual([]);
		expect(failures).toBeGreaterThan(0);
	},
);

/** Those without a job that goes on by itself. */
const withoutJob = operations.filter((operation) => !['Give a Name', 'Merge Into a Person'].includes(operation));

test.each(withoutJob)('%s, refused anywhere: nothing stays', async (operation) => {
	const { start, requests } = await undisturbed(operation);
	const stays: unknown[] = [];
	for (let after = 0; after < requests; after++) {
		const subject = await faces.subject(operation);
		faces.cut(after, { status: 403 }, false);
		const { error } = await faces.run(subject);
		faces.world.vidiCore.faults.clear();
		const now = await faces.state(subject.word);
		if (error && !same(now, start)) stays.push({ after, error, now });
	}
	expect(stays).toEqual([]);
});
