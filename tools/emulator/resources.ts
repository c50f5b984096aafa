import type { EmulatorClock } from './clock';
import { invalidInput } from './faults';
import { uncertain } from './uncertain';

/** The kinds of resources that VidiCore keeps (names of the vendor's types). */
export const resourceTypes = [
	...['network', 'transcoder', 'externalTranscoder', 'cerify', 'thumbnail', 'finalcutserver', 'mxfserver', 'signiant'],
	...['ldap', 'cloudconvert', 'vidinet', 'eidr', 'callback'],
] as const;
export type ResourceType = (typeof resourceTypes)[number];

export interface Resource {
	id: string;
	type: ResourceType;
	callback?: { uri: string };
	vidinet?: VidiNetService;
	/** What a resource of another kind was made with. */
	other?: object;
}

export interface VidiNetService {
	url: string;
	name?: string;
	endpoint?: string;
	type: string;
	state: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Throws 400 for a word that is no kind of resource. */
export function resourceType(name: string | undefined): ResourceType {
	const known = resourceTypes.find((one) => one === name);
	if (known) return known;
	throw invalidInput('resource', 'No resource type of that name', undefined, name);
}

/** A ResourceDocument's resource under an id; Throws 400 unless it holds exactly one with its mandatory members. */
export function readResource(document: Members, id: string): Resource {
	const kinds = resourceTypes.filter((kind) => document[kind] !== undefined && document[kind] !== null);
	const [type] = kinds;
	if (type === undefined || kinds.length > 1) throw incomplete();
	const members = document[type];
	if (type === 'callback') return { id, type, callback: callbackIn(textsOf(members), id) };
	if (type === 'vidinet') return { id, type, vidinet: vidinetIn(textsOf(members)) };
	if (typeof members !== 'object' && members !== '') throw incomplete();
	return { id, type, other: Object(members) as object };
}

const incomplete = () =>
	invalidInput('resource', 'The document must hold exactly one resource with its mandatory members');

/** A resource's members, which are all texts. Throws 400 where one is none; what is no object has none. */
function textsOf(raw: unknown): Partial<Record<string, string>> {
	if (typeof raw !== 'object' || raw === null) return {};
	for (const [name, value] of Object.entries(raw))
		if (typeof value !== 'string' && !Array.isArray(value)) throw invalidInput(name, 'Not a text');
	return Object.fromEntries(Object.entries(raw).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

function callbackIn({ uri }: Partial<Record<string, string>>, id: string): { uri: string } {
	if (!uri) throw incomplete();
	if (!uri.startsWith('s3://')) throw invalidInput('callback', 'Only S3 is supported as callback location', id);
	return { uri };
}

function vidinetIn({ url, name, endpoint, type }: Partial<Record<string, string>>): VidiNetService {
	if (!url || !type) throw incomplete();
	return { url, name, endpoint, type, state: 'OFFLINE' };
}

/** A service is looked at in the background after it was made or changed, and comes ONLINE (documented). */
export function lookAtService({ clock }: { clock: EmulatorClock }, { vidinet }: Resource): void {
	if (!vidinet) return;
	void clock.wait(uncertain.secondsUntilOnline).then(() => {
		vidinet.state = /unauthorized/i.test(vidinet.url) ? 'UNAUTHORIZED' : 'ONLINE';
	});
}

export const resourceDocument = ({ id, type, callback, vidinet, other }: Resource): object => ({
	id,
	[type]: callback ?? vidinet ?? other,
});
