import { ApiFault } from './faults';
import type { User } from './entities';

/** Throws 403 for a user who may not see the item. */
export function maySee({ name, mayNotSee = [] }: User, itemId: string): void {
	if (mayNotSee.includes(itemId))
		throw new ApiFault(403, 'forbidden', { context: 'item', id: itemId, explanation: `${name} may not see it` });
}

/** Throws 403 for a user who lacks the role. */
export function needs({ name, lacks = [] }: User, role: string): void {
	if (lacks.includes(role))
		throw new ApiFault(403, 'forbidden', { context: role, explanation: `${name} lacks the role ${role}` });
}
