import type { IDataObject } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { blankPicture } from '../../tools/emulator/blankPicture';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { openWorld, type World } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { metadataDocument, type FieldValues } from '../../vidicore/items/metadata';
import { runNode } from './engine';
import { idIn } from './site';

export const locator = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });

/** What an operation is tried on. */
export interface Subject {
	/** A word that stands in the title or name of its items and of no others. */
	word: string;
	parameters: IDataObject;
	picture: Buffer;
}

export interface Outcome {
	json?: IDataObject;
	/** With the advice. */
	error?: string;
}

/** Every operation of Manage Faces that changes something, by its label. */
export const operations = [
	'Add a Picture',
	'Give a Name',
	'Merge Into a Person',
	'Mark an Item',
	'Unmark an Item',
	'Delete',
] as const;
export type Operation = (typeof operations)[number];

/** A VidiCore with a training collection, in which each subject has items of its own. */
export class ChangedFaces {
	private subjects = 0;

	private constructor(
		readonly world: World,
		readonly http: VidiCoreHttp,
		readonly training: string,
		readonly other: string,
	) {}

	static async open(): Promise<ChangedFaces> {
		const world = await openWorld();
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		await setUpService(world, http);
		const { collection } = await http.json<{ collection: Array<{ id: string; name: string }> }>(
			'PUT',
			'/API/collection',
			{ body: '{}' },
		);
		const training = collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? '';
		const other = await http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'Other']] });
		return new ChangedFaces(world, http, training, other.id);
	}

	async subject(operation: Operation): Promise<Subject> {
		const number = String(1000 + ++this.subjects);
		const word = `Subject${number.replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`;
		const common = { resource: 'face', imageFrom: 'binary', binaryField: 'data' };
		const picture = Buffer.concat([blankPicture, Buffer.from(word)]);
		return { word, parameters: { ...common, ...(await this.parameters(operation, word)) }, picture };
	}

	private async parameters(operation: Operation, title: string): Promise<IDataObject> {
		const unknown = { title, vcs_face_value: 'unknown_0001', vcs_face_method: 'INDEXED' };
		const item = async (fields: FieldValues, collection?: string) => locator(await this.item(fields, collection));
		const trainingCollectionId = locator(this.training);
		switch (operation) {
			case 'Add a Picture':
				return {
					resource: 'training',
					operation: 'addPicture',
					name: title,
					title: `Portrait of ${title}`,
					trainingCollectionId,
				};
			case 'Give a Name': {
				const name = { operation: 'rename', name: 'Ada', addToTraining: true, trainingCollectionId };
				return { ...name, faceId: await item(unknown) };
			}
			case 'Merge Into a Person': {
				const targetFaceId = await item({ title: 'A person', vcs_face_value: 'Grace' });
				return { operation: 'merge', faceId: await item(unknown), targetFaceId };
			}
			case 'Mark an Item': {
				const itemId = await item({ title });
				return { resource: 'training', operation: 'mark', itemId, name: 'Ada', trainingCollectionId };
			}
			case 'Unmark an Item': {
				const marked = { title, vcs_face_value: 'Ada', vcs_face_isTrainingMaterial: 'true' };
				const itemId = await item(marked, this.training);
				return { resource: 'training', operation: 'unmark', itemId, trainingCollectionId };
			}
			case 'Delete':
				return { operation: 'delete', faceId: await item(unknown, this.other), confirmName: 'unknown_0001' };
		}
	}

	/** An item with these fields, and no file. */
	private async item(fields: FieldValues, collection?: string): Promise<string> {
		const { id } = await this.http.json<{ id: string }>('POST', '/API/import/placeholder', {
			query: [['container', 1]],
			body: JSON.stringify(metadataDocument(fields)),
		});
		if (collection) await this.http.send('PUT', `/API/collection/${collection}/${id}`);
		return id;
	}

	async run({ parameters, picture }: Subject): Promise<Outcome> {
		const { baseUrl, index } = this.world.vidiCore;
		index.settle();
		const login = { vidiCoreApi: { baseUrl, authentication: 'basic', username: 'admin', password: 'admin' } };
		const file = { data: picture.toString('base64'), mimeType: 'image/png', fileName: 'face.png' };
		const { run, outputs } = await runNode(new ManageFaces(), parameters, [{}], login, {}, { data: file });
		const { error } = run.data.resultData;
		return error ? { error: [error.message, error.description].join(' ') } : { json: outputs[0]?.[0]?.json };
	}

	/** All items in whose metadata the word stands, as far as the operations write them. */
	async state(word: string): Promise<ItemState[]> {
		this.world.vidiCore.index.settle();
		const { item = [] } = await this.http.json<{ item?: Found[] }>('PUT', '/API/item', {
			query: [['content', 'metadata,shape']],
			body: JSON.stringify({ text: [{ value: `*${word}*` }] }),
		});
		return await Promise.all(
			item.map(async ({ id, shape, metadata }) => {
				const { uri = [] } = await this.http.json<{ uri?: string[] }>('GET', `/API/item/${id}/collections`);
				const fields = metadata.timespan
					.flatMap(({ field }) => field)
					.filter(({ name }) => /^(title|vcs_)/.test(name))
					.map(({ name, value }) => [name, value[0]?.value.replaceAll(word, 'WORD') ?? '']);
				return {
					fields: Object.fromEntries(fields) as Record<string, string>,
					shapes: (shape ?? []).map(({ tag }) => tag),
					collections: uri.map(idIn),
				};
			}),
		);
	}

	/** Lets that many requests pass, then does this to the next one, or to all that follow. */
	cut(after: number, effect: FaultRule['effect'], forGood: boolean): void {
		const { faults } = this.world.vidiCore;
		faults.add({ match: /./, times: after, effect: { delayMs: 0 } });
		faults.add({ match: /./, times: 1, effect });
		if (forGood) faults.add({ match: /./, times: Infinity, effect: 'drop' });
	}

	/** How many POSTs to such an address VidiCore has taken. */
	made(path: RegExp): number {
		const { requests } = this.world.vidiCore;
		return requests.filter(({ method, path: at, status }) => method === 'POST' && path.test(at) && status === 200)
			.length;
	}
}

export interface ItemState {
	fields: Record<string, string>;
	shapes: string[][];
	collections: string[];
}

interface Found {
	id: string;
	shape?: Array<{ tag: string[] }>;
	metadata: { timespan: Array<{ field: Array<{ name: string; value: Array<{ value: string }> }> }> };
}
