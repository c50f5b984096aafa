import type { IDataObject } from 'n8n-workflow';
import { located } from '../../tools/lab/workflowNode';
import type { InN8n } from '../support/inN8n';

/** A mistake of somebody who is new to it: what is entered, and what must be on the screen. */
export interface Mistake {
	what: string;
	node: string;
	parameters: (at: InN8n) => IDataObject | Promise<IDataObject>;
	/** What differs in the credential. */
	credential?: (baseUrl: string) => IDataObject;
	headline: RegExp;
	advice: RegExp;
}

const item = (id: string) => () => ({ itemId: located(id) });
const analysis =
	(more: IDataObject) =>
	({ service }: InN8n): IDataObject => ({
		itemId: located('VX-108'),
		resourceId: located(service.resourceId),
		callbackId: located(service.callbackId),
		...more,
	});

export const mistakes: readonly Mistake[] = [
	{
		what: 'an item that VidiCore does not have',
		node: 'getFaceTimespans',
		parameters: item('VX-9999'),
		headline: /^VidiCore has no item VX-9999 \(404\)/,
		advice: /Pick it from the list, or check the id/,
	},
	{
		what: 'a collection where an item is needed',
		node: 'getFaceTimespans',
		parameters: async ({ http }) => {
			const query = [['name', 'Dailies']] as const;
			const { id } = await http.json<{ id: string }>('POST', '/API/collection', { query });
			return { itemId: located(id) };
		},
		headline: /^VX-\d+ is a collection; an item was asked for/,
		advice: /Pick the item from the list/,
	},
	{
		what: 'an item where a job is needed',
		node: 'waitForJob',
		parameters: () => ({ jobId: located('VX-108'), limitMinutes: 1 }),
		headline: /^VX-108 is an item; a job was asked for/,
		advice: /Pick the job from the list/,
	},
	{
		what: 'a wrong password',
		node: 'getFaceTimespans',
		parameters: item('VX-108'),
		credential: () => ({ password: 'open-sesame' }),
		headline: /^VidiCore refuses the login \(401\)/,
		advice: /Check the user name and password/,
	},
	{
		what: 'a server that nobody knows',
		node: 'getFaceTimespans',
		parameters: item('VX-108'),
		credential: () => ({ baseUrl: 'http://127.0.0.1:9' }),
		headline: /refuses connections: nothing is listening there/,
		advice: /Check the Base URL in the VidiCore credential/,
	},
	{
		what: 'https where http is spoken',
		node: 'getFaceTimespans',
		parameters: item('VX-108'),
		credential: (baseUrl) => ({ baseUrl: baseUrl.replace('http:', 'https:') }),
		headline: /does not speak https there; http may be meant/,
		advice: /Check the Base URL/,
	},
	{
		what: 'no callback',
		node: 'analyzeItem',
		parameters: analysis({ callbackId: located('={{ $json.nothing }}') }),
		headline: /^"Callback" is empty/,
		advice: /VidiCore Create Callback Resource.*Service Needs No Callback/,
	},
	{
		what: 'an expression that finds no item',
		node: 'getFaceTimespans',
		parameters: item('={{ $json.itemId }}'),
		headline: /^"Item" is empty/,
		advice: /An expression that finds nothing/,
	},
	{
		what: 'a ResourceDocument that is not one',
		node: 'attachVidiNetService',
		parameters: () => ({ operation: 'attach', resourceDocument: 'please attach my service', waitSeconds: 1 }),
		headline: /cannot be used: it does not begin with "<"/,
		advice: /Copy the whole document/,
	},
	{
		what: 'a frame rate that is none',
		node: 'getFaceTimespans',
		parameters: () => ({ itemId: located('VX-108'), options: { frameRate: 'often' } }),
		headline: /"often" is not a frame rate/,
		advice: /30000:1001/,
	},
];

/** Lists of Analyze Item with nothing in them yet, and which node they name. */
export const emptyLists = [
	{ parameter: 'resourceId', says: /No VidiNet service is attached[^]*VidiCore Attach VidiNet Service/ },
	{ parameter: 'callbackId', says: /There is no callback[^]*VidiCore Create Callback Resource/ },
];
