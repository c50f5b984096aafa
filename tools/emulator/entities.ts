import type { Storage } from './files/files';
import type { NotificationDocument } from './jobs/triggers';
import type { MediaFacts } from './files/mediaFacts';
import type { Picture } from './media/picture';
import type { Change, History } from './metadata/changes';
import type { FieldValues } from './metadata/fieldValues';
import type { ScenarioVideo } from './scenario';

export interface User {
	name: string;
	password: string;
	administrator?: boolean;
	/** Rights that this user has not, by the name of their role. */
	lacks?: readonly string[];
	/** Items that this user may not see. */
	mayNotSee?: readonly string[];
	realName?: string;
	/** Other names, by which the user is found. */
	alias?: readonly string[];
	/** May not log in. */
	disabled?: boolean;
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
	/** Times of thumbnails that were deleted. */
	goneThumbnails?: Set<string>;
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
	/** Which version of the item's essence it is of; the first where absent. */
	essence?: number;
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
	/** Libraries inside it. */
	libraries?: Set<string>;
	/** Metadata of something else, which are written as a collection's are. */
	isNoCollection?: boolean;
	/** What is kept of a member's place in it, by the member's id. */
	relations?: Map<string, Map<string, string>>;
	fields: FieldValues;
	groups?: MetadataGroup[];
	spans?: Span[];
}

/** A list of items that is kept, with the search that has filled it where one has. */
export interface Library extends Kept {
	id: string;
	items: Set<string>;
	/** Who made it. */
	username: string;
	updateMode: 'MERGE' | 'REPLACE' | 'TRANSIENT';
	/** Whether it holds at any time what its search finds then. */
	autoRefresh: boolean;
	updateFrequency?: number;
	lastUpdate?: string;
	query?: Record<string, unknown>;
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
