import { sideCalls } from './sideCalls';
import { declaredCalls } from './declaredCalls';
import { takes, takesNothing, type Parameters } from './parameters';
import { arrival, content, job, page } from './sharedParameters';

const changeSets = takes('change', '', page);
const ofSearch = takes('cursor count tag q', 'library version', content, page);
/** What a search has that is to make no library. */
const search = takes('', 'result autoRefresh', ofSearch);
const itemSearch = takes('result autoRefresh updateMode updateFrequency', '', ofSearch);
const analysis = takes('resourceId callbackId tag', 'storageId', job);
const training = takes('resourceId callbackId', '', job);
const files = takes('path wildcard state filter includeItem', 'sort cursor', page);
const pictures =
	'thumbnailWidth thumbnailHeight thumbnailPeriod posterWidth posterHeight posterFormat sourceTag tag version';

/**
 * The parameters of each call. What stands in none of these is said when it is sent, and refused when the emulator is
 * strict. docs/emulator-calls.md is made from it.
 */
export const parametersOf: ReadonlyMap<string, Parameters> = new Map([
	['GET /APInoauth/is-online', takesNothing],
	['GET /APInoauth/selftest', takes('', 'exclude')],
	['GET /API/selftest', takes('', 'exclude')],
	['GET /API/version', takesNothing],
	['GET /API/token', takes('seconds autoRefresh')],
	['GET /API/user/{}/token', takes('seconds autoRefresh')],
	['GET /API/whoami', takesNothing],
	['GET /API/storage', takes('', 'size freebytes usedbytes freeamount files storagegroup status')],
	['GET /API/storage/importable', takes('excludeQueued', '', files)],
	['GET /API/storage/{}', takesNothing],
	['GET /API/storage/{}/file', files],
	['GET /API/storage/{}/importable', takes('excludeQueued', '', files)],
	['POST /API/storage/{}/file/data', takes('path transferId', 'transferPriority throttle')],
	['GET /API/file/{}', takes('includeItem')],
	['GET /API/file/{}/data', takesNothing],
	['POST /API/file/{}/uri', takes('duration', 'write scheme')],
	['GET /APInoauth/file/{}/data', takes('token')],
	['GET /API/metadata-field', takes('includeValues')],
	['GET /API/metadata-field/{}', takes('includeValues')],
	['GET /API/metadata-field/{}/values', takesNothing],
	['PUT /API/metadata-field/{}', takesNothing],
	['GET /API/resource', takesNothing],
	['GET /API/resource/{}', takesNothing],
	['GET /API/resource/{}/{}', takesNothing],
	['GET /API/resource/{}/{}/status', takesNothing],
	['DELETE /API/resource/{}/{}', takesNothing],
	['GET /API/resource/vidinet/{}/configuration/pre-check', takes('', 'displayData')],
	['PUT /API/resource/vidinet/{}/configuration', takes('', 'displayData')],
	['POST /API/{scope}/notification', takesNothing],
	['GET /API/{scope}/notification', takesNothing],
	['GET /API/{scope}/notification/{}', takesNothing],
	['PUT /API/{scope}/notification/{}', takesNothing],
	['DELETE /API/{scope}/notification/{}', takesNothing],
	[
		'GET /API/job',
		takes(
			'state type priority user jobmetadata metadata idonly sort starttime-from starttime-to finishtime-from ' +
				'finishtime-to',
			'step field',
			page,
		),
	],
	['POST /API/job', takes('type', '', job)],
	['GET /API/job/problem', takesNothing],
	['GET /API/jobtype', takesNothing],
	['GET /API/job/{}', takes('metadata', 'field')],
	['GET /API/job/{}/problem', takesNothing],
	['POST /API/job/{}/re-run', takes('priority jobmetadata')],
	['PUT /API/job/{}', takes('priority')],
	['DELETE /API/job/{}', takes('', 'reason cleanup')],
	['DELETE /API/job', takes('id')],
	['POST /API/cost/item/{}/analyze', analysis],
	['POST /API/cost/collection/{}/train', training],
	['GET /API/cost/estimate/{}', takesNothing],
	['POST /API/import', takes('uri', '', arrival)],
	['POST /API/import/raw', takes('transferId', '', arrival)],
	['POST /API/import/placeholder', takes('container', 'audio video settings externalId')],
	['POST /API/import/placeholder/{}/container', takes('uri fileId', '', arrival)],
	['POST /API/import/placeholder/{}/container/raw', takes('transferId', '', arrival)],
	['POST /API/file/{}/import', takes('allowReimport', '', arrival)],
	['GET /API/item/{}/shape', takes('tag version', 'placeholder url')],
	['GET /API/item/{}/shape/{}', takes('', 'version includePlaceholder')],
	['GET /API/item/{}/uri', takes('tag type closedFiles', 'scheme methodType')],
	[
		'POST /API/item/{}/transcode',
		takes('tag', 'original storageId resourceId createThumbnails createPosters thumbnailService destinationItem', job),
	],
	['GET /API/shape-tag', takesNothing],
	[
		'POST /API/conform',
		takes(
			'tag sourceTag original conformMetadata destinationItem',
			'createThumbnails createPosters thumbnailService resourceId',
			job,
		),
	],
	[
		'POST /API/item/{}/export',
		takes(
			'uri locationName tag start end allowMissing useOriginalFilename',
			'metadata projection useOriginalComponentFilename template track version',
			job,
		),
	],
	['GET /API/export-location', takesNothing],
	['GET /API/export-location/{}', takesNothing],
	['PUT /API/export-location/{}', takesNothing],
	['DELETE /API/export-location/{}', takesNothing],
	['GET /API/item/{}/relation', takes('direction type')],
	['POST /API/item/{}/relation/{}', takes('direction allowDuplicate type')],
	['GET /API/item', itemSearch],
	['PUT /API/item', itemSearch],
	['GET /API/item/{}', takes('tag type closedFiles', 'version revision methodType scheme', content)],
	['DELETE /API/item/{}', takes('keepShapeTagMedia', 'keepShapeTagStorage')],
	['GET /API/item/{}/metadata', takes('', 'revision projection', content)],
	[
		'PUT /API/item/{}/metadata',
		takes('revision', 'skipForbidden onlyReturnChanges projection outputProjection', content),
	],
	['GET /API/item/{}/metadata/changes', changeSets],
	['GET /API/item/{}/metadata/changes/{}', takesNothing],
	['GET /API/collection/{}/metadata/changes', changeSets],
	['GET /API/collection/{}/metadata/changes/{}', takesNothing],
	['GET /API/item/{}/collections', takesNothing],
	['GET /API/item/{}/shape/{}/metadata', takesNothing],
	['POST /API/item/{}/analyze', analysis],
	['GET /API/search', takes('cursor count q', '', content, page)],
	['PUT /API/search', takes('cursor count', '', content, page)],
	['PUT /API/search/shape', takes('cursor count', '', content, page)],
	['PUT /API/search/autocomplete', takesNothing],
	['GET /API/item/{}/thumbnail', takes('noauth-url', 'version')],
	['POST /API/item/{}/thumbnail', takes('createThumbnails createPosters', pictures, job)],
	['GET /API[noauth]/poster/{}/{}/{}', takes('version', 'hash')],
	['GET /API[noauth]/thumbnail/{}/{}/{}', takes('version', 'hash')],
	['POST /API/collection', takes('name', 'settings externalId')],
	['GET /API/collection', search],
	['PUT /API/collection', search],
	['GET /API/collection/{}', takes('children', '', content)],
	['PUT /API/collection/{}', takes('', '', content)],
	['GET /API/collection/{}/ancestor', takes('', '', content)],
	['GET /API/collection/{}/metadata', takes('', 'revision projection', content)],
	['PUT /API/collection/{}/metadata', takes('revision', 'skipForbidden onlyReturnChanges projection', content)],
	['PUT /API/collection/{}/rename', takes('name')],
	['GET /API/collection/{}/item', search],
	['PUT /API/collection/{}/item', search],
	['PUT /API/collection/{}/{}', takes('type metadata addItems', 'before after')],
	['DELETE /API/collection/{}/{}', takes('type')],
	['DELETE /API/collection/{}', takesNothing],
	['DELETE /API/collection', takes('id')],
	['POST /API/collection/{}/train', training],
	...sideCalls,
	...declaredCalls.map(({ words, parameters }): [string, Parameters] => [words, parameters]),
]);
