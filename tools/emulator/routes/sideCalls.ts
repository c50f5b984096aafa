import { takes, takesNothing, type Parameters } from './parameters';
import { job, page } from './sharedParameters';

const removal = takes('keepShapeTagMedia', 'keepShapeTagStorage');
const entries = takes('', 'allowduplicate allowDuplicate');

/** Calls that have no parameters. */
const plain = [
	...['POST /API/resource', 'PUT /API/resource/{}/{}', 'POST /API/resource/{}', 'DELETE /API/{scope}/notification'],
	...['GET /API/user/{}', 'GET /API/user/{}/realname', 'GET /API/user/{}/roles'],
	...['GET /API/shape-tag/{}', 'PUT /API/shape-tag/{}', 'DELETE /API/shape-tag/{}'],
	...['GET /API/item/{}/shape/{}/tag', 'PUT /API/item/{}/shape/{}/tag/{}', 'DELETE /API/item/{}/shape/{}/tag/{}'],
	...['GET /API/item/{}/shape/{}/mime', 'PUT /API/item/{}/shape/{}/metadata', 'PUT /API/item/{}/re-index'],
	...['GET /API/storage/{}/method', 'GET /API/storage/{}/method/{}', 'POST /API/storage/{}/rescan'],
	...[
		'DELETE /API/file/{}',
		'GET /API/{item|collection|library}/{}/access',
		'GET /API/{item|collection|library}/{}/access/{}',
		'DELETE /API/{item|collection|library}/{}/access/{}',
	],
	...[
		'GET /API/deletion-lock/{}',
		'PUT /API/deletion-lock/{}',
		'DELETE /API/deletion-lock/{}',
		'GET /API/{item|collection|library}/{}/deletion-lock',
		'POST /API/{item|collection|library}/{}/deletion-lock',
	],
	...[
		'GET /API/{item|collection|library}/{}/deletion-lock/{}',
		'PUT /API/{item|collection|library}/{}/deletion-lock/{}',
		'DELETE /API/{item|collection|library}/{}/deletion-lock/{}',
	],
	...[
		'GET /API/{item|collection|library}/{}/external-id',
		'PUT /API/{item|collection|library}/{}/external-id/{}',
		'DELETE /API/{item|collection|library}/{}/external-id/{}',
	],
	...['DELETE /API/{item|collection|library}/{}/external-id', 'GET /API/metadata-field/field-group/{}'],
	...['PUT /API/metadata-field/field-group/{}', 'DELETE /API/metadata-field/field-group/{}'],
	...[
		'PUT /API/metadata-field/{}/values',
		'POST /API/metadata-field/{}/allowed-values',
		'DELETE /API/metadata-field/{}',
	],
	...['DELETE /API/poster/{}/{}/{}', 'PUT /API/poster/{}/{}/{}', 'PUT /API/thumbnail/{}/{}/{}'],
];

/** The parameters of the calls around items, jobs and imports. */
export const sideCalls: ReadonlyArray<[call: string, parameters: Parameters]> = [
	...plain.map((call): [string, Parameters] => [call, takesNothing]),
	['GET /API/user', takes('', 'user', page)],
	['PUT /API/user', takes('', 'user', page)],
	['DELETE /API/item', takes('id', '', removal)],
	['DELETE /API/item/{}/shape', removal],
	['DELETE /API/item/{}/shape/{}', removal],
	['POST /API/item/{}/shape', takes('uri fileId tag', 'storageId settings', job)],
	['POST /API/item/{}/shape/{}/transcode', takes('tag', 'storageId resourceId createThumbnails createPosters', job)],
	['POST /API/item/{}/shape/{}/thumbnail', takes('createThumbnails createPosters', 'thumbnailPeriod version', job)],
	['POST /API/item/{}/shape/{}/analyze', takes('resourceId callbackId', 'storageId', job)],
	['GET /API/item/{}/thumbnailresource', takes('', 'version')],
	['GET /API/item/{}/posterresource', takes('', 'version')],
	['GET /API[noauth]/thumbnail/{}/{}', takes('url noauth-url', 'version')],
	['GET /API[noauth]/poster/{}/{}', takes('url noauth-url', 'version')],
	['GET /API/storage/file', takes('path wildcard state filter includeItem', 'sort cursor', page)],
	['POST /API/storage/{}/file', takes('', 'createOnly')],
	['POST /API/file/{}/storage/{}', takes('move filename', 'timeRequirement limitRate', job)],
	['POST /API/{item|collection|library}/{}/access', entries],
	['GET /API/{item|collection|library}/{}/merged-access', takes('username', 'permission type')],
	['GET /API/deletion-lock', takes('onlyEffective username', 'range entityTypes', page)],
	['GET /API/metadata-field/field-group', takes('', 'content')],
	['PUT /API/metadata-field/field-group', takes('', 'content')],
	['PUT /API/item/{}/metadata/entry/{}', takesNothing],
	['PUT /API/collection/{}/metadata/entry/{}', takesNothing],
	['PUT /API/item/{}/metadata/entry', takesNothing],
	['PUT /API/collection/{}/metadata/entry', takesNothing],
	[
		'PUT /API/job/search',
		takes('state type priority user jobmetadata metadata idonly sort', 'step field starttime-from starttime-to', page),
	],
];
