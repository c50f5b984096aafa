import type { EmulatorClock } from './clock';
import { notFound } from './faults';
import { Files, type Storage, type StoredFile } from './files/files';
import type { MediaFacts } from './files/mediaFacts';
import type { Picture } from './media/picture';
import type { Change, History } from './metadata/changes';
import { systemFields, type FieldDefinition } from './metadata/fieldDefinitions';
import { FieldValues } from './metadata/fieldValues';
import type { NotificationDocument } from './jobs/triggers';
import type { DeletionLock } from './deletionLock';
import type { Resource, ResourceType } from './resources';
import type { Scenario, ScenarioVideo } from './scenario';
import { Shifts } from './search/shifts';
import { rebased, samplesASecond } from './time';
import { usual, type WorstCase } from './worstCase';

export interface User {
	name: string;
	password: string;
	administrator?: boolean;
	/** Rights that this user has not, by the name of their role. */
	lacks?: readonly string[];
	/** Items that this user may not see. */
	mayNotSee?: readonly string[];
}

/** What is kept of an item or a collection beside its metadata. */
export interface Kept extends History {
	/** Who may do what with it, by the entry's id. */
	access?: Map<string, object>;
}

export interface Item extends Kept {
	id: string;
	/** Values of fields that are not timed. */
	fields: FieldValues;
	/** Groups that are not timed. */
	groups?: MetadataGroup[];
	/** What is timed. */
	spans: Span[];
	shapes: Shape[];
	video?: ScenarioVideo;
	/** Pictures that were made of single frames, by their time as it was asked for. */
	posters?: Map<string, Picture>;
	/** Whose face a service has cut out of a video: the word for it in the cast. */
	face?: string;
	/** How many files a placeholder still waits for. */
	awaitedFiles?: number;
}

export interface Shape {
	id: string;
	tag: string[];
	mimeType: string;
	fields: Map<string, string>;
	/** Key of its file in the storage's bucket. */
	file?: string;
	/** The storage on which it lies; the archive's own where absent. */
	storage?: Storage;
	/** What is in the file, where it was looked at. */
	facts?: MediaFacts;
	created?: Date;
	containerComponent?: object;
}

/** A time span of metadata, with fields and groups as the JSON form has them. */
export interface Span {
	start: string;
	end: string;
	fields?: FieldValues;
	group: MetadataGroup[];
}

export interface MetadataGroup {
	name: string;
	field: Array<{ name: string; value: string }>;
	group: MetadataGroup[];
	/** Stands for the change that wrote it. */
	uuid: string;
	change?: Change;
}

export interface Collection extends Kept {
	id: string;
	name: string;
	items: Set<string>;
	/** Collections inside it. */
	collections?: Set<string>;
	/** What is kept of a member's place in it, by the member's id. */
	relations?: Map<string, Map<string, string>>;
	fields: FieldValues;
	groups?: MetadataGroup[];
	spans?: Span[];
}

/** Two items that have to do with each other. */
export interface Relation {
	id: string;
	/** D has a source and a target, U has not. */
	direction: 'D' | 'U';
	source: string;
	target: string;
	values: ReadonlyArray<readonly [key: string, value: string]>;
}

/** A place to which files are delivered. */
export interface ExportLocation {
	/** May hold keys. */
	uri: string;
	tag: string[];
}

export interface Notification {
	id: string;
	/** `job`, `job/VX-1`, `placeholder` … */
	scope: string;
	document: NotificationDocument;
	/** As it was sent. */
	sent: Record<string, unknown>;
}

/** A known or unknown face in the service's model. */
export interface ModelFace {
	/** Its id in the model: vcs_face_externalId, adu_av_valueId. */
	id: string;
	itemId: string;
}

/** What notifications can be about, beside jobs. */
export type Happening =
	| { kind: 'metadata'; item: Item; change: Change; fields: ReadonlyArray<readonly [name: string, value: string]> }
	| { kind: 'item'; item: Item; action: 'CREATE' | 'DELETE' }
	| { kind: 'collection'; collection: Collection };

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
		return this.collections.get(id) ?? missing('Collection', id);
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
		if (existing) return existing;
		const made = { id: this.nextId(), name, items: new Set<string>(), fields: new FieldValues() };
		this.collections.set(made.id, made);
		return made;
	}
}

function missing(type: string, id: string): never {
	throw notFound(type, id);
}

function videoItem(video: ScenarioVideo): Item {
	const fields = new FieldValues([
		['title', video.title],
		['durationSeconds', String(video.durationSeconds)],
		['durationTimeCode', `${video.durationSeconds * 1_000_000}@1000000`],
		['originalFilename', video.file],
		['mimeType', 'video/mp4'],
		['mediaType', 'video'],
		['itemId', video.id],
	]);
	if (video.startTimeCode) fields.set('startTimeCode', video.startTimeCode);
	return {
		id: video.id,
		fields,
		spans: [],
		shapes: [
			{
				...{ id: `${video.id}1`, tag: ['original'], mimeType: 'video/mp4', fields: new Map(), file: video.file },
				containerComponent: containerOf(video),
			},
		],
		video,
	};
}

/** The time code of a file as its shape has it: a count of frames, and seconds a frame (recorded members). */
function containerOf({ id, timeBase, startTimeCode, dropFrame }: ScenarioVideo): object | undefined {
	if (startTimeCode === undefined) return undefined;
	const { top, bottom } = samplesASecond(timeBase);
	return {
		id: `${id}2`,
		format: 'mov,mp4,m4a,3gp,3g2,mj2',
		startTimecode: Math.round(Number(rebased(startTimeCode, timeBase).split('@')[0])),
		roundedTimeBase: Math.ceil(Number(top) / Number(bottom)),
		...(dropFrame === undefined ? {} : { dropFrame }),
		timeCodeTimeBase: { numerator: Number(bottom), denominator: Number(top) },
	};
}
