/** Which fields and groups an answer is to have, and by which names. */
export interface Wanted {
	/** Whether nothing is asked for by its name. */
	everything: boolean;
	/** The name under which a field comes; undefined where it is not asked for by its name. */
	field(name: string): string | undefined;
	group(name: string): { as: string; withSubgroups: boolean } | undefined;
	withoutField(name: string): boolean;
	withoutGroup(name: string): boolean;
	/** The names of `field` as they were asked for. */
	fieldNames: readonly string[];
}

interface Names {
	named: Map<string, { as: string; withSubgroups: boolean }>;
	without: Set<string>;
}

/** `a,b:c,-d,e+`: a and b, which is called c, and e with its subgroups, but not d (documented). */
function namesIn(text: string | null): Names {
	const [named, without] = [new Map<string, { as: string; withSubgroups: boolean }>(), new Set<string>()];
	for (const entry of (text ?? '').split(',').map((one) => one.trim())) {
		if (entry === '') continue;
		if (entry.startsWith('-')) without.add(entry.slice(1));
		else {
			const [full = '', as] = entry.split(/:(.*)/s);
			const name = full.replace(/\+$/, '');
			named.set(name, { as: as?.replace(/\+$/, '') || name, withSubgroups: entry.includes('+') });
		}
	}
	return { named, without };
}

/** Reads `field` and `group` of a query: what is named in either comes (documented), all of it where nothing is. */
export function wantedBy(query: URLSearchParams): Wanted {
	const [fields, groups] = [namesIn(query.get('field')), namesIn(query.get('group'))];
	return {
		everything: fields.named.size + groups.named.size === 0,
		field: (name) => fields.named.get(name)?.as,
		group: (name) => groups.named.get(name),
		withoutField: (name) => fields.without.has(name),
		withoutGroup: (name) => groups.without.has(name),
		fieldNames: [...fields.named.keys()],
	};
}
