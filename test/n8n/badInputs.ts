import type { IDataObject } from 'n8n-workflow';

/** One mistake that a user can make: what he enters, and what he must be told. */
export interface BadInput {
	what: string;
	node: string;
	parameters: (ids: { service: string; callback: string }) => IDataObject;
	/** A credential that differs from the good one. */
	credential?: (baseUrl: string) => IDataObject;
	expected: RegExp;
	advice: RegExp;
}

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const analyze =
	(more: IDataObject) =>
	({ service, callback }: { service: string; callback: string }): IDataObject => ({
		itemId: id('VX-108'),
		resourceId: id(service),
		callbackId: id(callback),
		...more,
	});
const faces = () => ({ itemId: id('VX-108') });
const document = (text: string) => () => ({ operation: 'attach', resourceDocument: text, waitSeconds: 1 });
const vidinet = (inner: string) =>
	`<ResourceDocument xmlns="http://xml.vidispine.com/schema/vidispine"><vidinet>${inner}</vidinet></ResourceDocument>`;

export const badInputs: BadInput[] = [
	{
		what: 'a base URL where nothing listens',
		node: 'getFaceTimespans',
		parameters: faces,
		credential: () => ({ baseUrl: 'http://127.0.0.1:9' }),
		expected: /127\.0\.0\.1:9 refuses connections/,
		advice: /Base URL/,
	},
	{
		what: 'a base URL that is no address',
		node: 'getFaceTimespans',
		parameters: faces,
		credential: () => ({ baseUrl: 'our vidicore' }),
		expected: /base URL "our vidicore".*is not an address/,
		advice: /^/,
	},
	{
		what: 'a base URL of another path',
		node: 'getFaceTimespans',
		parameters: faces,
		credential: (baseUrl) => ({ baseUrl: `${baseUrl}/elsewhere` }),
		expected: /404/,
		advice: /not as VidiCore does.*Base URL/,
	},
	{
		what: 'a wrong password',
		node: 'getFaceTimespans',
		parameters: faces,
		credential: (baseUrl) => ({ baseUrl, password: 'open-sesame' }),
		expected: /401/,
		advice: /user name and password.*credential/,
	},
	{
		what: 'an unknown item to analyse',
		node: 'analyzeItem',
		parameters: analyze({ itemId: id('VX-999') }),
		expected: /nothing was started: VidiCore has no item VX-999/,
		advice: /does not know the item "VX-999"/,
	},
	{
		what: 'an unknown item to read',
		node: 'getFaceTimespans',
		parameters: () => ({ itemId: id('VX-999') }),
		expected: /^VidiCore has no item VX-999/,
		advice: /Pick it from the list/,
	},
	{
		what: 'an empty item',
		node: 'getFaceTimespans',
		parameters: () => ({ itemId: id('={{ $json.nothing }}') }),
		expected: /"Item" is empty/,
		advice: /expression that finds nothing/,
	},
	{
		what: 'an unknown collection',
		node: 'trainCollection',
		parameters: ({ service, callback }) => ({
			collectionId: id('VX-999'),
			resourceId: id(service),
			callbackId: id(callback),
		}),
		expected: /nothing was started: VidiCore has no collection VX-999/,
		advice: /does not know the collection/,
	},
	{
		what: 'an unknown service',
		node: 'analyzeItem',
		parameters: analyze({ resourceId: id('VX-999') }),
		expected: /^VidiCore has no resource VX-999/,
		advice: /does not know the resource/,
	},
	{
		what: 'an unknown callback',
		node: 'analyzeItem',
		parameters: analyze({ callbackId: id('VX-999') }),
		expected: /^VidiCore has no resource VX-999/,
		advice: /does not know the resource/,
	},
	{
		what: 'an unknown job',
		node: 'waitForJob',
		parameters: () => ({ jobId: id('VX-999') }),
		expected: /^VidiCore has no job VX-999/,
		advice: /does not know the job/,
	},
	{
		what: 'an unknown service to configure',
		node: 'configureFields',
		parameters: () => ({ resourceId: id('VX-999') }),
		expected: /^VidiCore has no resource VX-999/,
		advice: /does not know the resource/,
	},
	{
		what: 'a ResourceDocument that is not XML',
		node: 'attachVidiNetService',
		parameters: document('please attach my service'),
		expected: /cannot be used: it does not begin with "<"/,
		advice: /Copy the whole document/,
	},
	{
		what: 'a ResourceDocument that is cut off',
		node: 'attachVidiNetService',
		parameters: document(vidinet('<url>vidinet://a:open-sesame@a</url>').slice(0, -30)),
		expected: /cut off or damaged/,
		advice: /Copy the whole document/,
	},
	{
		what: 'a ResourceDocument of another kind',
		node: 'attachVidiNetService',
		parameters: document('<ResourceDocument><callback><uri>s3://a:open-sesame@b/</uri></callback></ResourceDocument>'),
		expected: /describes a <callback> resource/,
		advice: /VidiNet dashboard/,
	},
	{
		what: 'a ResourceDocument of another service',
		node: 'attachVidiNetService',
		parameters: document(vidinet('<url>vidinet://a:open-sesame@a</url><type>TRANSCODER</type>')),
		expected: /TRANSCODER/,
		advice: /VidiNet dashboard/,
	},
	{
		what: 'a service whose key VidiNet refuses',
		node: 'attachVidiNetService',
		parameters: document(
			vidinet(
				'<url>vidinet://unauthorized:open-sesame@unauthorized</url><name>Old</name><type>COGNITIVE_SERVICE</type>',
			),
		),
		expected: /attached as VX-\d+, but its state is UNAUTHORIZED/,
		advice: /does not accept the key/,
	},
	{
		what: 'a bucket that is none',
		node: 'createCallbackResource',
		parameters: () => ({ bucket: 's3://my_bucket/x', folder: 'a' }),
		expected: /not the name of an S3 bucket/,
		advice: /bare name/,
	},
	{
		what: 'a folder that climbs',
		node: 'createCallbackResource',
		parameters: () => ({ bucket: 'demo-callback', folder: 'a/../b' }),
		expected: /cannot be used as a folder/,
		advice: /without "\.\."/,
	},
	{
		what: 'a frame rate that is none',
		node: 'getFaceTimespans',
		parameters: () => ({ itemId: id('VX-108'), options: { frameRate: 'often' } }),
		expected: /"often" is not a frame rate/,
		advice: /30000:1001/,
	},
];
