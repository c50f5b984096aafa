import type { DeclaredCall } from '../declared';
import { graphCalls } from '../graphs';
import { callsOf, documentIn, type Family } from './families';
import { single, singleText } from './single';

/** Lists of which only the names are told (no list document is among the vendor's types). */
const names = ['URIListDocument', 'uri'] as const;

const templates: Family = {
	...{ path: '/API/export-template', root: 'ExportTemplateDocument', key: 'name', list: names },
	can: 'list read write remove',
};

/** Documents of the system that nothing else here depends on. Members and roots are the vendor's types. */
const families: readonly Family[] = [
	{
		...{ path: '/API/analyze-preset', root: 'AnalyzePresetDocument', key: 'name', can: 'list read' },
		list: ['AnalyzePresetListDocument', 'preset'],
	},
	{
		...{ path: '/API/import/settings', root: 'ImportSettingsDocument', mustExist: true },
		...{ can: 'list create read write remove', list: names },
	},
	templates,
	{
		...{ path: '/API/external-id', root: 'ExternalIdentifierNamespaceDocument', key: 'name' },
		...{ can: 'list read write remove', list: ['ExternalIdentifierNamespaceListDocument', 'namespace'] },
	},
	{
		...{ path: '/API/metadata-schema', root: 'MetadataSchemaGroupDocument', key: 'name', can: 'read write remove' },
	},
	{
		...{ path: '/API/metadata/migration', root: 'MetadataSchemaMigrationDocument', can: 'list create read' },
		list: ['MetadataSchemaMigrationListDocument', 'migration'],
	},
	{
		...{ path: '/API/scheduled-request', root: 'ScheduledRequestDocument', can: 'list clear read remove' },
		list: ['ScheduledRequestListDocument', 'scheduledRequest'],
	},
	{
		...{ path: '/API/transfer', root: 'TransferDocument', mustExist: true, can: 'list read write' },
		list: ['TransferListDocument', 'transfer'],
	},
	{
		...{ path: '/API/vxa', root: 'VXADocument', key: 'uuid', can: 'list read remove' },
		list: ['VXAListDocument', 'vxa'],
	},
];

/** Configurations: each is one document, as VidiCore begins with it (inferred where it says nothing: empty). */
const configurations: ReadonlyArray<[word: string, root: string, methods: string]> = [
	['auth', 'OAuth2ConfigurationDocument', 'GET PUT DELETE'],
	['bulkymetadata', 'BulkyMetadataConfigurationDocument', 'GET PUT'],
	['cors', 'CORSConfigurationDocument', 'GET PUT'],
	['ftp-pool', 'FtpPoolConfigurationDocument', 'GET PUT DELETE'],
	['indexing', 'IndexingConfigurationDocument', 'GET PUT'],
	['job-priority', 'JobPriorityConfigurationDocument', 'GET PUT DELETE'],
	['logreport', 'LogReportConfigurationDocument', 'GET PUT'],
	['metrics', 'MetricsConfigurationDocument', 'GET PUT'],
	['path-alias', 'PathAliasConfigurationDocument', 'GET PUT'],
	['purging', 'DatabasePurgingConfigurationDocument', 'GET PUT DELETE'],
];

const xml = 'application/xml';
const script = 'application/javascript';

/** All calls whose documents are only kept. */
export const keptCalls: DeclaredCall[] = [
	...families.flatMap(callsOf),
	...configurations.flatMap(([word, root, methods]) => single(`/API/configuration/${word}`, root, methods, {})),
	...single('/API/metadata-schema', 'MetadataSchemaDocument', 'GET PUT DELETE', { group: [] }),
	...single('/API/vxa/{}/configuration', 'VXADocument', 'GET'),
	...graphCalls('/API/export-template/{}/graph', (asked) => {
		const { dependency = [] } = documentIn(asked, templates);
		return [dependency].flat().map((one): [string, string] => [asked.params[0] ?? '', String(one)]);
	}),
	...singleText('/API/item/{}/shape/{}/filename/{}', 'text/plain', 'PUT DELETE'),
	...singleText('/API/projection/{}/incoming', xml, 'GET PUT'),
	...singleText('/API/projection/{}/outgoing', xml, 'GET PUT'),
	...singleText('/API/metadata/dataset/{}', xml),
	...singleText('/API/shape-tag/{}/script', script),
	...singleText('/API/export-location/{}/script', script, 'GET PUT'),
	...singleText('/API/item/{}/sequence/{}', xml),
	...singleText('/API/item/{}/timeline/{}', xml),
	...singleText('/API/collection/{}/definition/{}', xml),
	...singleText('/API/collection/{}/definition/{}/extradata', xml),
	...single('/API/collection/{}/definition/{}/asset', 'EssenceMappingsDocument', 'GET PUT DELETE'),
];
