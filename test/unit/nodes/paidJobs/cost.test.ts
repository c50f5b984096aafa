import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { meant } from '../../../../nodes/kit/field';
import { options } from '../../../../nodes/kit/fields/grouped';
import { affordable, costFields } from '../../../../nodes/paidJobs/cost';
import { UserError } from '../../../../nodes/kit/errors';
import { answeringVidiCore, ok } from '../../../support/answeringVidiCore';

// What the items of one run may cost together. What a single start may cost: startOnce.test.ts.

type Cost = [number, string];
const group = options(costFields);
const run = () => ({}) as IExecuteFunctions;

function asking(...costs: Cost[]) {
	const service = costs.map(([value, unit]) => ({ cost: { value, unit } }));
	const { http, requests } = answeringVidiCore(() => ok({ id: 'e', state: 'FINISHED', service }));
	const ask = (context: IExecuteFunctions, given: IDataObject) =>
		affordable(
			meant(group, given),
			http,
			'/API/item/VX-1/analyze',
			{ correlation: 'w' },
			{ context, signal: undefined },
		);
	return { ask, requests };
}

test('what nobody wants to know is not asked, and costs nothing', async () => {
	const { ask, requests } = asking([3, 'USD']);
	const asked = await ask(run(), {});
	expect(asked).toMatchObject({ output: {}, wasAsked: false });
	asked.spend()();
	expect(requests).toEqual([]);
});

test('items are started as long as the budget suffices; the sentence says what is spent already', async () => {
	const [{ ask }, context] = [asking([3, 'USD']), run()];
	const first = await ask(context, { budget: 5 });
	expect(first).toEqual({
		output: { estimatedCosts: [{ amount: 3, currency: 'USD' }], estimatedCost: 3, currency: 'USD' },
		wasAsked: true,
		spend: expect.any(Function) as unknown,
	});
	first.spend();
	expect(await ask(context, { budget: 5 })).toMatchObject({
		tooMuch: 'It would cost 3 USD, and 3 of the budget of 5 are spent in this run already',
		output: { estimatedCost: 3 },
	});
	expect(await ask(run(), { budget: 5 })).not.toHaveProperty('tooMuch');
});

test('what is only asked is not spent, and what was refused is given back', async () => {
	const [{ ask }, context] = [asking([3, 'USD']), run()];
	await ask(context, { budget: 5 });
	const takeBack = (await ask(context, { budget: 5 })).spend();
	expect(await ask(context, { budget: 5 })).toHaveProperty('tooMuch');
	takeBack();
	expect(await ask(context, { budget: 5 })).not.toHaveProperty('tooMuch');
});

test('the budget may be used up to its last cent, without the dust of binary fractions', async () => {
	const context = run();
	(await asking([0.1, 'USD']).ask(context, { budget: 0.3 })).spend();
	const second = await asking([0.2, 'USD']).ask(context, { budget: 0.3 });
	expect(second).not.toHaveProperty('tooMuch');
	second.spend();
	expect(await asking([0.0001, 'USD']).ask(context, { budget: 0.3 })).toMatchObject({
		tooMuch: expect.stringContaining('and 0.3 of the budget of 0.3') as unknown,
	});
});

test('without a budget nothing counts against one; a cost of several currencies is shown as it is', async () => {
	const context = run();
	const several = asking([1, 'USD'], [2, 'EUR']);
	const asked = await several.ask(context, { estimateCost: true });
	expect(asked).toMatchObject({ wasAsked: true });
	expect(asked).not.toHaveProperty('tooMuch');
	expect(Object.keys(asked.output)).toEqual(['estimatedCosts']);
	asked.spend()();
	expect(await asking([3, 'USD']).ask(context, { budget: 3 })).not.toHaveProperty('tooMuch');
});

test.each<[string, IDataObject, Cost[], RegExp, string]>([
	[
		'several currencies',
		{ budget: 100 },
		[
			[1, 'USD'],
			[2, 'EUR'],
		],
		/several currencies/,
		'Leave the ceiling out, or ask VidiNet why.',
	],
	[
		'another currency',
		{ budget: 100, costCurrency: 'EUR' },
		[[1, 'USD']],
		/the ceiling is in EUR/,
		'Give the ceiling in USD.',
	],
	[
		'more than the ceiling',
		{ costCeiling: 1 },
		[[2, 'USD']],
		/more than the ceiling of 1/,
		'Raise "Cost Ceiling" if it is worth that.',
	],
])('%s is refused, with what to do next', async (_, given, costs, words, next) => {
	const refused = asking(...costs).ask(run(), given);
	await expect(refused).rejects.toThrow(words);
	await expect(refused).rejects.toBeInstanceOf(UserError);
	await expect(refused).rejects.toMatchObject({ advice: `Nothing was started and nothing is billed. ${next}` });
});
