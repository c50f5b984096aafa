/**
 * Whether two revisions name the same state of the metadata. A revision is a list of all change sets, in no order
 * (recorded: `VX-190,VX-189,VX-192`).
 */
export function isSameRevision(one: string | undefined, other: string | undefined): boolean {
	if (one === other || one === undefined || other === undefined) return one === other;
	const [sets, others] = [one, other].map((revision) => new Set(revision.split(',').map((set) => set.trim())));
	return sets?.size === others?.size && [...(sets ?? [])].every((set) => others?.has(set));
}
