import type { FaultRules } from './faultRules';
import type { FaceService } from './faceservice/service';
import type { Storage } from './files/files';
import type { Intake } from './imports/intake';
import type { Delivery, RelayFaults } from './jobs/notify';
import type { S3Side } from './jobs/s3Side';
import type { RecordedRequest } from './routes/route';
import type { Scenario } from './scenario';
import type { SearchIndex } from './search/searchIndex';
import type { User } from './entities';
import type { Store } from './store';
import type { WorstCase } from './worstCase';

export interface EmulatorOptions {
	host?: string;
	/** 0, the default, takes a free one. */
	port?: number;
	scenario: Scenario;
	/** The S3 server: the face service's own keys, and those with which VidiCore reads its storage. */
	s3: S3Side;
	users?: User[];
	/** How many of VidiCore's seconds pass in one of ours. */
	speed?: number;
	/** Storages beside that of the archive: folders in which files arrive, for example. */
	storages?: ReadonlyArray<Omit<Storage, 'uri'>>;
	/** How files are taken in. */
	media?: Intake;
	/**
	 * A parameter that nobody has told of is refused, and `close` rejects where one, or an unknown call, was ever sent.
	 * Default: whether VIDICORE_EMULATOR names `strict`, as it does in tests. Who opts out of that says why.
	 */
	strict?: true | { notBecause: string };
	/** The ways in which it answers; default: those that WORST_CASE names. */
	worstCase?: WorstCase;
	/** Told, a line each, what was asked for and is not done; it is in `said` in any case. */
	say?: (line: string) => void;
	/** Makes the face service; the scripted one is the default. The emulator closes it. */
	faceService?: (store: Store) => FaceService;
}

export interface Emulator {
	/** Without /API. */
	baseUrl: string;
	requests: RecordedRequest[];
	/** What was asked for and is not done, a line each. */
	said: string[];
	/** Calls that a test sends on purpose although nobody knows them (`GET /API/nothing`), each with the reason. */
	onPurpose: Map<string, string>;
	faults: FaultRules;
	/** Whether searches see what was changed. */
	index: SearchIndex;
	/** How files are taken in from now on. */
	intake: Intake;
	/** What goes wrong with messages on their way. */
	messages: RelayFaults;
	/** Each attempt to deliver a message, with what it was answered. */
	deliveries: readonly Delivery[];
	/** Resolves when no message is under way any more: each was taken, or given up. */
	delivered(): Promise<void>;
	/**
	 * As if killed: refuses connections, loses messages not delivered yet. VidiNet works on meanwhile. Resolves to what
	 * starts it again, at the same address.
	 */
	goDown(): Promise<() => Promise<void>>;
	/** Rejects after all is closed where it is strict and something unknown was asked. */
	close(): Promise<void>;
}
