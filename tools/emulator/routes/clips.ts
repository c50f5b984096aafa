import { startConform } from '../clips/conform';
import { startExport } from '../clips/exportItem';
import { invalidInput, notFound } from '../faults';
import { needs } from '../rights';
import type { ExportLocation } from '../entities';
import { uncertain } from '../uncertain';
import { seen } from './shapes';
import type { Call, Reply, Route } from './route';

export const clipRoutes: Route[] = [
	['POST', /^\/API\/conform\/?$/, conform],
	['POST', /^\/API\/item\/([^/]+)\/export\/?$/, exportItem],
	['GET', /^\/API\/export-location\/?$/, locations],
	['GET', /^\/API\/export-location\/([^/]+)$/, location],
	['PUT', /^\/API\/export-location\/([^/]+)$/, putLocation],
	['DELETE', /^\/API\/export-location\/([^/]+)$/, removeLocation],
];

async function conform({ backend, user, query, document }: Call): Promise<Reply> {
	await seen(backend);
	return { root: 'JobDocument', document: startConform(backend, query, user, document) };
}

async function exportItem({ backend, user, params: [id = ''], query }: Call): Promise<Reply> {
	await seen(backend, backend.store.item(id));
	return { root: 'JobDocument', document: startExport(backend, id, query, user) };
}

const documentOf = (name: string, { uri, tag }: ExportLocation) => ({ name, uri, ...(tag.length > 0 ? { tag } : {}) });

function locations({ backend: { store }, user }: Call): Reply {
	needs(user, uncertain.roles.export);
	const exportLocation = [...store.exportLocations].map(([name, one]) => documentOf(name, one));
	return { root: 'ExportLocationListDocument', document: { exportLocation } };
}

function location({ backend: { store }, user, params: [name = ''] }: Call): Reply {
	needs(user, uncertain.roles.export);
	const found = store.exportLocations.get(name);
	if (!found) throw notFound('export-location', name);
	return { root: 'ExportLocationDocument', document: documentOf(name, found) };
}

function putLocation({ backend: { store }, user, params: [name = ''], document }: Call): Reply {
	needs(user, uncertain.roles.export);
	const { uri, tag } = document;
	if (typeof uri !== 'string' || uri === '') throw invalidInput('uri', 'Missing');
	const made = { uri, tag: tag === undefined || tag === null ? [] : [tag].flat().map(String) };
	store.exportLocations.set(name, made);
	return { root: 'ExportLocationDocument', document: documentOf(name, made) };
}

function removeLocation({ backend: { store }, user, params: [name = ''] }: Call): Reply {
	needs(user, uncertain.roles.export);
	if (!store.exportLocations.delete(name)) throw notFound('export-location', name);
	return undefined;
}
