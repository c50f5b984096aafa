import { notFound } from '../faults';
import type { User } from '../entities';

/** The user of that name, or whose other name that is. Throws 404 where there is none. */
export function userNamed(users: readonly User[], name: string): User {
	const user = users.find((one) => one.name === name || one.alias?.includes(name));
	if (!user) throw notFound('user', name);
	return user;
}
