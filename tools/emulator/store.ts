import type { EmulatorClock } from './clock';
import type { DeletionLock } from './deletionLock';
import type {
	Collection,
	ExportLocation,
	Happening,
	Item,
	Library,
	ModelFace,
	Notification,
	Relation,
} from './entities';
import { notFound } from './faults';
import { Files, type Storage, type StoredFile } from './files/files';
import { systemFields, type FieldDefinition } from './metadata/fieldDefinitions';
import { FieldValues } from './metadata/fieldValues';
import type { Group } from './groups';
import { KeptDocuments } from './kept/keptDocuments';
import type { Resource, ResourceType } from './resources';
import type { Scenario } from './scenario';
import { Shifts } from './search/shifts';
import { videoItem } from './videoItem';
import { usual, type WorstCase } from './worstCase';

/** When the scenario's first video came into the archive; each of the others a minute after the one before it. */
const archiveMade = Date.parse('2025-03-01T08:00:00Z');

/** Everything the emulated VidiCore holds. Ids count up through one site, as VidiCore's do. */
export class Store {
	readonly items = new Map<string, Item>();
	readonly collections = new Map<string, Collection>();
	readonly resources = new Map<string, Resource>();
	readonly notifications = new Map<string, Notification>();
	readonly relations = new Map<string, Relation>();
	readonly exportLocations = new Map<string, ExportLocation>();
	readonly estimates = new Map<string, () => object>();
	readonly metadataFields: Map<string, FieldDefinition>;
	readonly libraries = new Map<string, Library>();
	readonly groups = new Map<string, Group>();
	/** Documents that are only kept. */
	readonly kept = new KeptDocuments();
	readonly shapeTags = new Set(['original', 'lowres', '__mp4']);
	readonly deletionLocks = new Map<string, DeletionLock>();
	/** Ids that others have given items, with the items' own. */
	readonly externalIds = new Map<string, string>();
	/** Groups of fields, as they were sent. */
	readonly fieldGroups = new Map<string, object>();
	/** What shape tags were made with, as it was sent. */
	readonly presets = new Map<string, object>();
	readonly jobTypes = new Set([
		...['ANALYZE', 'SHAPE_IMPORT', 'COPY_FILE', 'MOVE_FILE', 'IMPORT', 'PLACEHOLDER_IMPORT', 'RAW_IMPORT', 'TRANSCODE'],
		...['THUMBNAIL', 'CONFORM', 'EXPORT'],
	]);
	/** The service's model, by a word of the service's own for each face. */
	readonly model = new Map<string, ModelFace>();
	/** Addresses of files that need no login, by their token, with the time in ms until which they hold. */
	readonly openLinks = new Map<string, { file: StoredFile; until: number }>();
	/** Told of what happens to items and collections. */
	announce: (happening: Happening) => void = () => undefined;
	/** How many unknown faces were ever filed. */
	unknownFaces = 0;
	readonly files: Files;
	/** How lists change while they are read. */
	readonly shifts: Shifts;
	private lastId: number;

	constructor(
		readonly scenario: Scenario,
		readonly clock: EmulatorClock,
		storages: readonly Storage[],
		readonly ways: WorstCase = usual,
	) {
		this.shifts = new Shifts(ways.shiftingLists);
		this.metadataFields = new Map([...systemFields(), ...Object.entries(scenario.fields ?? {})]);
		this.files = new Files(storages, () => this.nextId());
		const ids = [...scenario.videos, ...scenario.people.flatMap(({ portraits }) => portraits)].map(({ id }) =>
			Number(id.replace(/\D/g, '')),
		);
		this.exportLocations.set('Deliveries', { uri: `${this.archiveStorage.uri}delivered/`, tag: [] });
		this.lastId = ids.reduce((highest, id) => Math.max(highest, id), 1000);
		for (const [index, video] of scenario.videos.entries())
			this.add(videoItem(video), new Date(archiveMade + index * 60_000));
	}

	nextId(): string {
		this.lastId += 1;
		return `${this.ways.site}-${this.lastId}`;
	}

	/** The archive's own storage, into which files are imported. */
	get archiveStorage(): Storage {
		return this.files.storage(this.scenario.storage.id);
	}

	/** Takes a new item into the archive, where it stands under the time of its making. */
	add(item: Item, made = new Date()): void {
		item.fields.set('created', made.toISOString());
		this.items.set(item.id, item);
		this.announce({ kind: 'item', item, action: 'CREATE' });
	}

	item(id: string): Item {
		return this.items.get(id) ?? this.items.get(this.externalIds.get(id) ?? '') ?? missing('Item', id);
	}

	collection(id: string): Collection {
		return (
			this.collections.get(id) ?? this.collections.get(this.externalIds.get(id) ?? '') ?? missing('Collection', id)
		);
	}

	library(id: string): Library {
		return this.libraries.get(id) ?? this.libraries.get(this.externalIds.get(id) ?? '') ?? missing('Library', id);
	}

	resource(type: ResourceType, id: string): Resource {
		const resource = this.resources.get(id);
		return resource?.type === type ? resource : missing('Resource', id);
	}

	/** Relates two items, one of which was made of the other. */
	relate(source: string, target: string, values: Relation['values'], direction: Relation['direction'] = 'D'): Relation {
		const relation = { id: this.nextId(), direction, source, target, values };
		this.relations.set(relation.id, relation);
		return relation;
	}

	/** The collection of that name, made when it is missing. */
	collectionNamed(name: string): Collection {
		const existing = [...this.collections.values()].find((collection) => collection.name === name);
		return existing ?? this.newCollection(name);
	}

	/** A new collection, with nothing in it. */
	newCollection(name: string): Collection {
		const made = { id: this.nextId(), name, items: new Set<string>(), fields: new FieldValues() };
		this.collections.set(made.id, made);
		return made;
	}
}

function missing(type: string, id: string): never {
	throw notFound(type, id);
}
