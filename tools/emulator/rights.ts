import { ApiFault } from './faults';
import type { User } from './entities';
import { uncertain } from './uncertain';

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

/** Throws 403 for all but administrators. */
export function mustBeAdministrator({ name, administrator }: User): void {
	if (!administrator && uncertain.administratorsChangeUsers)
		throw new ApiFault(403, 'forbidden', { context: '_administrator', explanation: `${name} is no administrator` });
}

/** Throws 403 for all but the user whose matter it is, and administrators. */
export function mustBeSelf({ name, administrator }: User, owner: string): void {
	if (name !== owner && !administrator)
		throw new ApiFault(403, 'forbidden', { context: 'user', id: owner, explanation: `${name} is another user` });
}
