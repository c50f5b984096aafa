import { invalidInput } from '../faults';

const priorities = ['LOWEST', 'LOW', 'MEDIUM', 'HIGH', 'HIGHEST', 'IMMEDIATE'];

/** A job's priority as the query names it; MEDIUM where it names none. Throws 400 for another word. */
export function priorityIn(query: URLSearchParams): string {
	const priority = query.get('priority') ?? 'MEDIUM';
	if (!priorities.includes(priority)) throw invalidInput('priority', `One of ${priorities.join(', ')}`, '', priority);
	return priority;
}

/** How urgent that is, as a number. */
export const urgency = (priority: string): number => priorities.indexOf(priority);
