import type { User } from '../entities';
import { uncertain } from '../uncertain';
import type { Jobs } from './jobs';

/**
 * A job of VidiCore's own analysis of pictures and sound, which no service of VidiNet's works on. It ends FINISHED and
 * writes nothing (`uncertain.ownAnalysis`). `about` says what it looks at.
 */
export function ownAnalysis(jobs: Jobs, query: URLSearchParams, user: User, about: Array<[string, string]>): object {
	return jobs.ofItsOwn(uncertain.ownAnalysis.jobType, query, user, () => Promise.resolve(), about);
}
