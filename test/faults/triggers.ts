import type { IDataObject, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { TriggerNode } from '../support/triggerNode';
import { metadataDocument } from '../../vidicore/items/metadata';
import { shippedNodes } from '../support/contract';
import { message } from '../support/triggerWorld';
import { usualValues, type Gone, type Tried } from './samples';
import type { TriedWorld } from './triedWorld';

/** Makes something happen; resolves to what VidiCore says of it in its message. */
type Happening = (at: TriedWorld, parameters: IDataObject) => Promise<object>;

const idIn = (value: unknown): string => (value as { value: string }).value;
const newItem = async (at: TriedWorld) => message(['itemId', await at.item({ title: 'A new one' })]);
const imported = async (at: TriedWorld) => {
	const { jobId } = await at.http.json<{ jobId: string }>('POST', `/API/file/${await at.file('new.mp4')}/import`);
	await at.ended(jobId);
	return message(['jobId', jobId]);
};

const happenings: Readonly<Record<string, Happening>> = {
	jobEnded: async (at) => message(['jobId', await at.analyzed()]),
	itemEntered: async (at, { collectionId }) => {
		await at.http.send('PUT', `/API/collection/${idIn(collectionId)}/VX-109`);
		return message(['itemId', 'VX-109']);
	},
	itemCreated: newItem,
	itemImported: imported,
	fileAppeared: async (at) => message(['fileId', await at.file('new.mp4')]),
	metadataChanged: async (at) => {
		const body = JSON.stringify(metadataDocument({ title: 'New' }));
		const said = await at.http.text('PUT', '/API/item/VX-109/metadata', { body });
		return message(['itemId', 'VX-109'], ['changeSetId', /"change":"([^"]+)"/.exec(said)?.[1]]);
	},
};

/** What the triggers do for each of the events that they offer. */
export async function allTriggers(): Promise<Tried[]> {
	const triggers = (await shippedNodes()).filter(({ description }) => description.group.includes('trigger'));
	return triggers.flatMap((node) =>
		eventsOf(node).flatMap((event) => (node.poll ? polled(node, event) : called(node, event))),
	);
}

const eventsOf = ({ description }: INodeType): string[] =>
	(description.properties.find(({ name }) => name === 'event')?.options ?? []).map((option) =>
		String((option as INodePropertyOptions).value),
	);

async function parametersFor(node: INodeType, event: string, at: TriedWorld): Promise<IDataObject> {
	const names = node.description.properties.map(({ name }) => name);
	return { event, ...(await usualValues('', names, at)), fields: 'title' };
}

/** What happened as it happens; an event that nobody knows to make is told by its name. */
function happen(event: string): Happening {
	const happening = happenings[event];
	if (!happening) throw new Error(`Nobody knows how to make "${event}" happen: enter it in test/faults/triggers.ts`);
	return happening;
}

const published = (at: TriedWorld, node: INodeType, parameters: IDataObject, url: string) =>
	new TriggerNode(node, parameters, url, undefined, at.credentials(url, '').vidiCoreApi);

function polled(node: INodeType, event: string): Tried[] {
	return [
		{
			name: `${node.description.name} look:${event}`,
			isTrigger: true,
			prepare: async (at, vidiCore) => {
				const parameters = await parametersFor(node, event, at);
				const trigger = published(at, node, parameters, vidiCore);
				await trigger.poll();
				await happen(event)(at, parameters);
				return { go: async (url) => await tried(trigger, async () => await trigger.at(url).poll()) };
			},
		},
	];
}

function called(node: INodeType, event: string): Tried[] {
	const { name } = node.description;
	const ready = async (at: TriedWorld, vidiCore: string) => {
		at.world.vidiCore.messages.drop = Infinity;
		const parameters = await parametersFor(node, event, at);
		return { parameters, trigger: published(at, node, parameters, vidiCore) };
	};
	return [
		{
			name: `${name} publish:${event}`,
			isTrigger: true,
			prepare: async (at, vidiCore) => {
				const { trigger } = await ready(at, vidiCore);
				return { go: async (url) => await tried(trigger, async () => (await trigger.at(url).publish(), [])) };
			},
		},
		{
			name: `${name} unpublish:${event}`,
			isTrigger: true,
			prepare: async (at, vidiCore) => {
				const { trigger } = await ready(at, vidiCore);
				await trigger.publish();
				return {
					go: async (url) =>
						await tried(trigger, async () => {
							if (await trigger.at(url).unpublish()) return [];
							throw Object.assign(new Error('Something is left in VidiCore'), {
								description: 'It is taken back later',
							});
						}),
				};
			},
		},
		{
			name: `${name} call:${event}`,
			isTrigger: true,
			prepare: async (at, vidiCore) => {
				const { trigger, parameters } = await ready(at, vidiCore);
				await trigger.publish();
				const secret = await at.secretOf(trigger.url);
				const body = await happen(event)(at, parameters);
				return {
					go: async (url) =>
						await tried(trigger, async () => {
							const { status, message: words, items } = await trigger.at(url).call({ query: { secret }, body });
							if (status !== 503 && status !== 200) throw new Error(`${status} ${words}`);
							if (status === 503) throw Object.assign(new Error(words), { description: 'VidiCore calls again' });
							return items;
						}),
				};
			},
		},
	];
}

async function tried(trigger: TriggerNode, work: () => Promise<IDataObject[]>): Promise<Gone> {
	try {
		const rows = await work();
		return { rows, error: undefined, advised: true, stored: JSON.stringify([rows, trigger.staticData]) };
	} catch (error) {
		const { message: words, description } = error as { message: string; description?: string };
		return {
			rows: [],
			error: [words, description].filter(Boolean).join(' | '),
			advised: Boolean(description),
			stored: JSON.stringify([words, description, trigger.staticData, error]),
		};
	}
}
