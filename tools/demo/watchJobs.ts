import type { Emulator } from '../emulator';
import type { Log } from '../lab/progress';

interface JobList {
	job?: Array<{ jobId: string; type: string; status: string }>;
}

/** Says each time a job of the emulated VidiCore changes its state. Returns what stops it. */
export function watchJobs({ baseUrl }: Emulator, log: Log): () => void {
	const seen = new Map<string, string>();
	const look = async () => {
		const headers = {
			accept: 'application/json',
			authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
		};
		const { job = [] } = (await (await fetch(`${baseUrl}/API/job?user=false`, { headers })).json()) as JobList;
		for (const { jobId, type, status } of job) {
			if (seen.get(jobId) !== status) log(`  VidiCore job ${jobId} (${type}): ${status}`);
			seen.set(jobId, status);
		}
	};
	const timer = setInterval(() => void look().catch(() => undefined), 250);
	return () => clearInterval(timer);
}
