import type { IDataObject, IRun } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { located, openNodeWorld, type NodeWorld } from './nodeWorld';
import { quickClock } from './quickClock';

/** The VidiCore node and a VidiCore of its own for each test of the file that calls this, for one kind of thing. */
export class ResourceWorld {
	private world: NodeWorld | undefined;

	constructor(private readonly resource: string) {
		beforeEach(quickClock);
		afterEach(async () => {
			jest.restoreAllMocks();
			await this.world?.close();
			this.world = undefined;
		});
	}

	/** Without callback, service and configuration unless asked for. */
	async open(options: Parameters<typeof openNodeWorld>[0] = {}): Promise<void> {
		await this.world?.close();
		this.world = await openNodeWorld({ bare: true, ...options });
	}

	/** With a user who lacks these rights. */
	async openWithout(...lacks: string[]): Promise<void> {
		await this.open({ users: [{ name: 'shy', password: 'shy', lacks }] });
		Object.assign(this.at.credentials.vidiCoreApi as object, { username: 'shy', password: 'shy' });
	}

	get at(): NodeWorld {
		if (!this.world) throw new Error('The world is not open');
		return this.world;
	}

	get faults() {
		return this.at.world.vidiCore.faults;
	}

	async run(operation: string, parameters: IDataObject = {}, items?: IDataObject[]) {
		return await this.at.run(new VidiCore(), { resource: this.resource, operation, ...parameters }, items);
	}

	/** What comes out, with nothing having failed. */
	async rows(operation: string, parameters: IDataObject = {}, items?: IDataObject[]): Promise<IDataObject[]> {
		const { run, outputs } = await this.run(operation, parameters, items);
		expect(run.data.resultData.error).toBeUndefined();
		return outputs[0]?.map(({ json }) => json) ?? [];
	}

	/** What is said, with nothing coming out. */
	async refused(operation: string, parameters: IDataObject = {}): Promise<string> {
		const { run, outputs } = await this.run(operation, parameters);
		expect(outputs.flat()).toEqual([]);
		const { message = '', description = '' } = run.data.resultData.error ?? {};
		return `${message} ${description}`;
	}

	/** The items that Get Many finds. */
	async found(parameters: IDataObject): Promise<unknown[]> {
		return (await this.rows('getMany', { returnAll: true, ...parameters })).map(({ itemId }) => itemId);
	}

	/** What VidiCore was asked since it is there. */
	asked(): string[] {
		return this.at.world.vidiCore.requests.map(({ method, path }) => `${method} ${path}`);
	}

	/** A new collection's id. */
	async collection(name: string, ...items: string[]): Promise<string> {
		const { id } = await this.at.http.json<{ id: string }>('POST', '/API/collection', { query: [['name', name]] });
		for (const item of items) await this.at.http.send('PUT', `/API/collection/${id}/${item}`);
		return id;
	}
}

/** What was said beside the output. */
export const hintsOf = ({ data }: IRun): string =>
	(data.resultData.runData.Tried?.[0]?.hints ?? []).map(({ message }) => message).join('\n');

/** A condition of a search as the editor keeps it. */
export const condition = (
	field: string,
	operator: string,
	value: IDataObject[string] = '',
	to: string = '',
): IDataObject => ({ field: located(field), operator, value, to });

/** A search for all that meets these conditions. */
export const search = (...all: IDataObject[]): IDataObject => ({ returnAll: true, conditions: { condition: all } });
