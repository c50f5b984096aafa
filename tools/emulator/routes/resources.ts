import { invalidInput } from '../faults';
import { configurationSteps } from '../configuration';
import type { Call, Reply, Route } from './route';
import type { Resource } from '../store';
import { uncertain } from '../uncertain';

const type = (name: string | undefined): Resource['type'] => {
	if (name === 'callback' || name === 'vidinet') return name;
	throw invalidInput('resource', 'No resource type of that name', name);
};

export const resourceRoutes: Route[] = [
	[
		'GET',
		/^\/API\/resource\/?$/,
		() => ({ root: 'ResourceTypeListDocument', document: { type: ['callback', 'vidinet'] } }),
	],
	['GET', /^\/API\/resource\/([a-z]+)\/?$/, list],
	['POST', /^\/API\/resource\/?$/, create],
	['POST', /^\/API\/resource\/(?:callback|vidinet)\/?$/, create],
	[
		'GET',
		/^\/API\/resource\/([a-z]+)\/([^/]+)$/,
		({ backend: { store }, params: [kind, id = ''] }) => one(store.resource(type(kind), id)),
	],
	[
		'GET',
		/^\/API\/resource\/([a-z]+)\/([^/]+)\/status$/,
		({ backend: { store }, params: [kind, id = ''] }) => ({
			text: store.resource(type(kind), id).vidinet?.state ?? 'ONLINE',
		}),
	],
	['DELETE', /^\/API\/resource\/([a-z]+)\/([^/]+)$/, remove],
	['GET', /^\/API\/resource\/vidinet\/([^/]+)\/configuration\/pre-check$/, (call) => configure(call, true)],
	['PUT', /^\/API\/resource\/vidinet\/([^/]+)\/configuration$/, (call) => configure(call, false)],
];

function list({ backend: { store }, params: [kind] }: Call): Reply {
	const wanted = type(kind);
	return {
		root: 'ResourceListDocument',
		document: {
			resource: [...store.resources.values()].filter((resource) => resource.type === wanted).map(resourceDocument),
		},
	};
}

function one(resource: Resource): Reply {
	return { root: 'ResourceDocument', document: resourceDocument(resource) };
}

const resourceDocument = ({ id, callback, vidinet }: Resource) => ({
	id,
	...(callback ? { callback } : {}),
	...(vidinet ? { vidinet } : {}),
});

/** A resource's members, which are all texts. Throws 400 where one is none; what is no object has none. */
function textsOf(raw: unknown): Partial<Record<string, string>> | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	for (const [name, value] of Object.entries(raw))
		if (typeof value !== 'string' && !Array.isArray(value)) throw invalidInput(name, 'Not a text');
	return Object.fromEntries(Object.entries(raw).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

function create({ backend: { store }, document }: Call): Reply {
	const callback = textsOf(document.callback);
	const vidinet = textsOf(document.vidinet);
	const id = store.nextId();
	if (callback?.uri) {
		if (!callback.uri.startsWith('s3://'))
			throw invalidInput('callback', 'Only S3 is supported as callback location', id);
		store.resources.set(id, { id, type: 'callback', callback: { uri: callback.uri } });
	} else if (vidinet?.url && vidinet.type) {
		const state = 'OFFLINE';
		const service = { url: vidinet.url, name: vidinet.name, endpoint: vidinet.endpoint, type: vidinet.type, state };
		store.resources.set(id, { id, type: 'vidinet', vidinet: service });
		void store.clock.wait(uncertain.secondsUntilOnline).then(() => {
			service.state = /unauthorized/i.test(service.url) ? 'UNAUTHORIZED' : 'ONLINE';
		});
	} else throw invalidInput('resource', 'The document must hold exactly one resource with its mandatory members');
	return one(store.resource(callback?.uri ? 'callback' : 'vidinet', id));
}

function remove({ backend: { store }, params: [kind, id = ''] }: Call): Reply {
	store.resources.delete(store.resource(type(kind), id).id);
	return undefined;
}

function configure({ backend: { store }, params: [id = ''] }: Call, preCheck: boolean): Reply {
	const { vidinet } = store.resource('vidinet', id);
	if (vidinet?.state !== 'ONLINE')
		throw invalidInput('configuration', `The service is ${vidinet?.state ?? 'unknown'}`, id);
	const executedSteps = configurationSteps(store, preCheck);
	const serviceId = /@([^/]+)/.exec(vidinet.url)?.[1] ?? '';
	return {
		root: 'ServiceConfigurationResultDocument',
		document: {
			serviceName: vidinet.name ?? '',
			serviceId,
			configurationVersion: '1',
			preCheck,
			success: true,
			executedSteps,
		},
	};
}
