/** What to do about a job that failed with these words. */
export const failureAdvice = (why = ''): string =>
	/access ?denied|forbidden|not authorized|403/i.test(why)
		? 'The face service may not read the source file or write into the callback folder: check the policies of both ' +
			'buckets.'
		: 'The job list of VidiCore shows each step of the job. Mend the cause before you start it again; each start may ' +
			'be billed.';
