/** What is output of a start, beside the job. */
export const startOutputs = {
	started: 'Whether this node started the job; false when one that is there is used, or when there is nothing to do',
	reason: 'Why it was not started',
	abortedJobId:
		'A second job, which this node had started at the same moment as somebody else did, and has aborted at once',
	hint: 'What you should look at: what speaks for starting it all the same, or what is not certain about it',
	estimatedCosts: 'What VidiNet says it will cost, when asked',
	estimatedCost: 'The amount, when there is one currency',
	currency: 'The currency of that amount',
};
