import { notFound } from './faults';

/** A group of users, which may hold other groups. */
export interface Group {
	name: string;
	description: string;
	users: Set<string>;
	/** Groups inside it. */
	children: Set<string>;
}

type Groups = ReadonlyMap<string, Group>;

/** Throws 404 where there is no such group. */
export function groupNamed(groups: Groups, name: string): Group {
	const group = groups.get(name);
	if (!group) throw notFound('group', name);
	return group;
}

/** The groups in which a user is. */
export const groupsOf = (groups: Groups, user: string): Group[] =>
	[...groups.values()].filter(({ users }) => users.has(user));

/** The groups in which a group is. */
export const parentsOf = (groups: Groups, name: string): Group[] =>
	[...groups.values()].filter(({ children }) => children.has(name));

/** The groups in which a user is, with those in which these are, however deep. */
export function allGroupsOf(groups: Groups, user: string): Group[] {
	const found = new Set(groupsOf(groups, user));
	for (const group of found) for (const parent of parentsOf(groups, group.name)) found.add(parent);
	return [...found];
}

/** A GroupDocument (members of the vendor's types). */
export const groupDocument = ({ name, description }: Group): object => ({
	groupName: name,
	...(description === '' ? {} : { description }),
	role: false,
});
