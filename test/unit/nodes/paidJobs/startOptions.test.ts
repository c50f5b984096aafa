import { UserError } from '../../../../nodes/kit/errors';
import { startFields, startOptions } from '../../../../nodes/paidJobs/startOptions';

// What is sent with a start is what the user set, and nothing else: the service's own defaults stay in force.

const threshold = { name: 'ConfidenceThreshold', label: 'Confidence Threshold', between: [0, 1] } as const;
const interval = { name: 'KeyframeInterval', label: 'Keyframe Interval', between: [1, Infinity] } as const;
const collection = { name: 'UnknownCollection', label: 'Unknown Faces Collection' };
const usual = { priority: 'MEDIUM', serviceParameters: [] } as const;
const values = (options: object = {}) => ({
	resourceId: 'VX-2',
	callbackId: 'VX-3',
	options: { ...usual, serviceParameters: [], ...options },
});
const thrown = (act: () => unknown): UserError => {
	try {
		act();
	} catch (error) {
		if (error instanceof UserError) return error;
		throw error;
	}
	throw new Error('It was not refused');
};

test('nothing that was not set is sent', () => {
	expect(
		startOptions(values(), [
			[threshold, ''],
			[collection, ''],
		]),
	).toEqual({
		resourceId: 'VX-2',
		callbackId: 'VX-3',
		service: [],
		priority: undefined,
	});
});

test('what was set is sent, in the order of the fields, and then what was written in by hand', () => {
	const byHand = [
		{ name: 'A', value: '' },
		{ name: 'B', value: '2' },
	];
	const own = [
		[threshold, '0.75'],
		[interval, '3'],
		[collection, 'New faces'],
	] as const;
	expect(startOptions(values({ priority: 'HIGH', serviceParameters: byHand, noCallback: false }), own)).toEqual({
		resourceId: 'VX-2',
		callbackId: 'VX-3',
		service: [
			['ConfidenceThreshold', '0.75'],
			['KeyframeInterval', '3'],
			['UnknownCollection', 'New faces'],
			['A', ''],
			['B', '2'],
		],
		priority: 'HIGH',
	});
});

test('a service without a callback gets none', () => {
	expect(startOptions(values({ noCallback: true }), []).callbackId).toBeUndefined();
});

test('a parameter without a name is refused', () => {
	const { message, advice } = thrown(() => startOptions(values({ serviceParameters: [{ name: '', value: '1' }] }), []));
	expect(message).toBe('A service parameter has no name');
	expect(advice).toBe('Give each entry of "More Service Parameters" a name, or remove it.');
});

test.each(['0', '1', '0.5', ' 1 ', '1e-3'])('%j lies from 0 to 1', (value) => {
	expect(startOptions(values(), [[threshold, value]]).service).toEqual([['ConfidenceThreshold', value]]);
});

test.each(['-0.001', '1.001', '0,75', 'high', 'NaN'])('%j does not lie from 0 to 1', (value) => {
	const { message, advice } = thrown(() => startOptions(values(), [[threshold, value]]));
	expect(message).toBe(`"Confidence Threshold" is "${value}", and that is no number from 0 to 1`);
	expect(advice).toBe(
		'Nothing was started. Write it with a point, for example 0.75, or leave it empty for what the service takes by ' +
			'itself.',
	);
});

test('a number without an upper end', () => {
	expect(startOptions(values(), [[interval, '100000']]).service).toHaveLength(1);
	expect(thrown(() => startOptions(values(), [[interval, '0']])).message).toMatch(/no number from 1 on$/);
});

test('VidiCore’s priorities, in their order', () => {
	expect(startFields.priority.property).toMatchObject({
		options: ['Lowest', 'Low', 'Medium', 'High', 'Highest', 'Immediate'].map((name) => ({
			name,
			value: name.toUpperCase(),
		})),
		default: 'MEDIUM',
	});
});
