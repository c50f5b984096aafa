import { inStateWords, shownState } from '../../../../nodes/kit/stateWords';

test.each([
	['READY', 'waiting'],
	['WAITING', 'waiting'],
	['HOLD', 'waiting'],
	['STARTED', 'running'],
	['VIDINET_JOB', 'running'],
	['ABORTED_PENDING', 'running'],
	['A_WORD_TO_COME', 'running'],
	['FINISHED', 'finished'],
	['FINISHED_WARNING', 'warning'],
	['FAILED_TOTAL', 'failed'],
	['ABORTED', 'aborted'],
])('a job that is %s is %s, and VidiCore’s word stands beside it', (status, state) => {
	const row = inStateWords({ jobId: 'VX-1', status, outcome: 'whatever', type: 'ANALYZE' });
	expect(Object.entries(row)).toEqual(Object.entries({ jobId: 'VX-1', state, status, type: 'ANALYZE' }));
});

test('a row that is looked at again says how the job stands now', () => {
	const before = inStateWords({ jobId: 'VX-1', status: 'READY', outcome: 'running' });
	expect(inStateWords({ ...before, status: 'FINISHED', outcome: 'finished' })).toEqual({
		jobId: 'VX-1',
		state: 'finished',
		status: 'FINISHED',
	});
});

test('a job of which only this is known, and one that has no state to say', () => {
	expect(inStateWords({ jobId: 'VX-1', outcome: 'running' })).toEqual({ jobId: 'VX-1', state: 'running' });
	expect(inStateWords({ jobId: 'VX-1', status: 'STARTED', outcome: 'unknown' })).toMatchObject({ state: 'unknown' });
	expect(inStateWords({ jobId: 'VX-1', name: 'Ada' })).toEqual({ jobId: 'VX-1', name: 'Ada' });
});

test('files and faces, and the files of a shape; what is no such thing keeps its own "state"', () => {
	expect(inStateWords({ fileId: 'VX-2', state: 'CLOSED' })).toEqual({
		fileId: 'VX-2',
		state: 'whole',
		vidiCoreState: 'CLOSED',
	});
	expect(inStateWords({ faceId: 'VX-3', state: 'NEEDS_TRAINING' })).toMatchObject({ state: 'needs training' });
	expect(inStateWords({ shapeId: 'VX-4', files: [{ fileId: 'VX-2', state: 'OPEN' }] })).toEqual({
		shapeId: 'VX-4',
		files: [{ fileId: 'VX-2', state: 'being written', vidiCoreState: 'OPEN' }],
	});
	for (const row of [{ itemId: 'VX-5', state: 'OPEN' }, { fileId: 'VX-2' }, { fileId: 'VX-2', state: '' }])
		expect(inStateWords(row)).toEqual(row);
});

test('a list shows the word for people first', () => {
	expect(['READY', 'VIDINET_JOB', 'FINISHED'].map(shownState)).toEqual([
		'Waiting (READY)',
		'Running (VIDINET_JOB)',
		'Finished',
	]);
});
