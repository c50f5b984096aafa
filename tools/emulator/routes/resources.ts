import { configurationSteps } from '../configuration';
import { invalidInput } from '../faults';
import {
	lookAtService,
	readResource,
	resourceDocument,
	resourceType,
	resourceTypes,
	type Resource,
} from '../resources';
import type { Call, Reply, Route } from './route';

export const resourceRoutes: Route[] = [
	['GET', /^\/API\/resource\/?$/, types],
	['GET', /^\/API\/resource\/([A-Za-z]+)\/?$/, list],
	['POST', /^\/API\/resource\/?$/, create],
	['POST', /^\/API\/resource\/([A-Za-z]+)\/?$/, create],
	['GET', /^\/API\/resource\/([A-Za-z]+)\/([^/]+)$/, (call) => one(found(call))],
	['PUT', /^\/API\/resource\/([A-Za-z]+)\/([^/]+)$/, change],
	[
		'GET',
		/^\/API\/resource\/([A-Za-z]+)\/([^/]+)\/status$/,
		(call) => ({ text: found(call).vidinet?.state ?? 'ONLINE' }),
	],
	['DELETE', /^\/API\/resource\/([A-Za-z]+)\/([^/]+)$/, remove],
	['GET', /^\/API\/resource\/vidinet\/([^/]+)\/configuration\/pre-check$/, (call) => configure(call, true)],
	['PUT', /^\/API\/resource\/vidinet\/([^/]+)\/configuration$/, (call) => configure(call, false)],
];

function types({ backend: { jobs } }: Call): Reply {
	const resourcetype = resourceTypes.map((type) => ({ type, url: `${jobs.baseUri}resource/${type}` }));
	return { root: 'ResourceTypeListDocument', document: { resourcetype } };
}

const found = ({ backend: { store }, params: [kind, id = ''] }: Call): Resource =>
	store.resource(resourceType(kind), id);

function list({ backend: { store, jobs }, params: [kind] }: Call): Reply {
	const wanted = resourceType(kind);
	const resources = [...store.resources.values()].filter(({ type }) => type === wanted);
	return {
		root: 'ResourceListDocument',
		document: { resource: resources.map(resourceDocument) },
		plain: resources.map(({ id, type }) => `${jobs.baseUri}resource/${type}/${id}`).join('\r\n'),
	};
}

const one = (resource: Resource): Reply => ({ root: 'ResourceDocument', document: resourceDocument(resource) });

/** As text the address of what was made (documented). */
function create({ backend: { store, jobs }, params: [kind], document }: Call): Reply {
	const wanted = kind === undefined || kind === '' ? undefined : resourceType(kind);
	const resource = readResource(document, store.nextId());
	const { id, type } = resource;
	if (wanted !== undefined && type !== wanted)
		throw invalidInput('resource', `The document holds no resource of type ${wanted}`, id, type);
	store.resources.set(id, resource);
	lookAtService(store, resource);
	const plain = `${jobs.baseUri}resource/${type}/${id}`;
	return { root: 'ResourceDocument', document: resourceDocument(resource), plain };
}

/** Puts another document in the place of a resource's; a service is looked at anew. */
function change(call: Call): Reply {
	const { backend, document } = call;
	const { id, type } = found(call);
	const changed = readResource(document, id);
	if (changed.type !== type) throw invalidInput('resource', 'A resource keeps its type', id, changed.type);
	backend.store.resources.set(id, changed);
	lookAtService(backend.store, changed);
	return one(changed);
}

function remove(call: Call): Reply {
	call.backend.store.resources.delete(found(call).id);
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
