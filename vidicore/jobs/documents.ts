/** JobDocument as VidiCore's JSON gives it (recorded; repeatable members are always lists, all may be absent). */
export interface JobDocument {
	jobId: string;
	user?: string;
	/** `2020-09-23T10:57:34.098+0000`: the zone has no colon. */
	started?: string;
	finished?: string;
	status: string;
	type?: string;
	priority?: string;
	currentStep?: { description?: string; number?: number; status?: string };
	data?: Array<{ key: string; value?: string }>;
	totalSteps?: number;
	log?: { task?: JobTask[] };
}

export interface JobTask {
	step?: number;
	attempts?: number;
	status?: string;
	timestamp?: string;
	description?: string;
	progress?: { value?: number; total?: number; unit?: string };
	errorMessage?: string;
	subTask?: JobTask[];
}

export interface JobListDocument {
	hits?: number;
	job?: JobDocument[];
}
