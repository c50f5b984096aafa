/**
 * Where VidiCore's API is not known for certain, what the emulator does, in one place. The marks: inferred = our
 * conclusion from what is documented; unknown = nobody told, so a choice had to be made. A client must not rely on
 * any of these.
 */
export const uncertain = {
	/** The type word of a training job. Unknown; only ANALYZE is documented. */
	trainingJobType: 'TRAIN',
	/**
	 * A wrong service or callback id is refused at once with 404; VidiCore may instead start a job that fails later.
	 * Unknown.
	 */
	refuseWrongResourcesEarly: true,
	/**
	 * An analysis without `resourceId` is VidiCore's own. Documented is that its job is of type ANALYZE, and that a
	 * document that asks for nothing lets nothing be looked at. One that asks finds and writes nothing here, and that
	 * files are looked at by jobs of the same type is inferred.
	 */
	ownAnalysis: { jobType: 'ANALYZE' },
	/** Analysing an item again replaces the detections of the same analyser. Unknown; they may also be added. */
	reanalysisReplaces: true,
	/** A face below ConfidenceThreshold is not reported at all. Unknown; it may become an unknown face. */
	dropBelowThreshold: true,
	/** GET of resources shows the key in their addresses as it was sent. Unknown; so clients must redact. */
	masksSecrets: false,
	/** The words in `result` of a configuration step. Unknown. */
	stepWords: { would: 'Would be created', done: 'Created', exists: 'Already exists' },
	/** Numbers and texts of job steps. Unknown; their shape is recorded. */
	steps: [
		{ number: 100, description: 'Preparing the analysis' },
		{ number: 200, description: 'Waiting for the cognitive service' },
		{ number: 300, description: 'Running callback scripts' },
	],
	/** `vcs_face_status` of a picture after training. Known is only ACTIVE, the others are unknown. */
	imageStatus: { active: 'ACTIVE', noFace: 'NO_FACE_FOUND', severalFaces: 'SEVERAL_FACES', unreadable: 'NOT_READABLE' },
	/**
	 * Where the Face and Label Extractor files the faces that it cuts out, and what their items say. Documented: names
	 * from the lower thirds, meant as training material. Unknown: the collection, and the fields; that nobody trains them
	 * unasked is inferred.
	 */
	extractedFaces: {
		collection: 'FaceDataset',
		fields: (name: string): Array<[string, string]> => [['vcs_face_value', name]],
	},
	/**
	 * A service that needs no callback hands its result to VidiCore itself. Inferred: their guides have no callback step.
	 * Which word stands in the names of the groups with spoken text, and who their analyzer is: unknown; the scenario
	 * says `transcript`, and that the text is `adu_av_value`.
	 */
	annotatorsNeedNoCallback: true,
	/** A job that is to train another service than the face service fails. Unknown; VidiCore may refuse it at once. */
	othersCannotBeTrained: 'The cognitive service reported an error: it cannot be trained',
	/** How the service names a face nobody knows. Known is only that `unknown_` is in it; the rest is unknown. */
	unknownName: (n: number) => `unknown_${String(n).padStart(4, '0')}`,
	/**
	 * What an analysis costs by the minute of media, and a training by the picture. Unknown; VidiNet's prices are the
	 * customer's own.
	 */
	prices: { currency: 'USD', minute: 0.1, picture: 0.01 },
	/** A wrong shape tag or storage is refused at once with 404; VidiCore may let the job fail instead. Unknown. */
	refuseWrongTagsEarly: true,
	/** The list in the answer about importable files. Unknown; the document's name is known. */
	importableMember: 'element',
	/** The job that imports a component. Documented is that it is a job, its type is inferred. */
	componentJobType: 'SHAPE_IMPORT',
	/** How a file is refused that is in an item already. Documented is that it is; the kind of error is inferred. */
	reimport: { status: 409, kind: 'conflict' },
	/**
	 * Which of its own fields VidiCore lets others write; the others it refuses with 400. That `title` can be written is
	 * recorded, the rest inferred: VidiCore may also take a value and overwrite it later.
	 */
	writableSystemFields: ['title', 'originalFilename', 'mimeType', 'mediaType'],
	/** What a user may not write without. Inferred from the names of the other roles. */
	metadataRoles: { read: '_metadata_read', write: '_metadata_write' },
	/**
	 * A new service is checked in the background for this many of VidiCore's seconds. Documented: "within seconds"; how
	 * many is unknown.
	 */
	secondsUntilOnline: 5,
	/**
	 * How far `first` + `number` reach into the hits of a search. That there is a limit is documented, its size is the
	 * index's usual one (inferred) and can be configured; a cursor goes on behind it.
	 */
	resultWindow: 10_000,
	/** Takes away the meaning of a wildcard or quote behind it in a search. Inferred from the index behind it. */
	escape: '\\',
	/** A facet counts whole values, also of fields that are split into words. Inferred; it may count the words. */
	facetsCountWholeValues: true,
	/** The field as which a collection's name is searched. Inferred. */
	collectionNameField: 'title',
	/** `field=` with a field that VidiCore does not have: left out of the answer, or refused with 404. Unknown. */
	refusesUnknownFieldsInAnswers: false,
	/** A text is found by any of its words, as a field of words is (documented for fields). Inferred for full text. */
	anyWordOfText: true,
	/** A field that is asked for by its name comes in its group, with the group around it. Inferred. */
	fieldsComeInTheirGroups: true,
	/** A locked item is refused to be deleted with 409 `conflict`. That it is refused is documented, the kind inferred. */
	lockedItems: { status: 409, kind: 'conflict' },
	/** What VidiCore has and the emulator has not is answered with VidiCore's own kind; its status is inferred. */
	notDone: { status: 501, kind: 'notYetImplemented' },
	/** Which role a call needs. Inferred from the roles' names. */
	roles: {
		search: '_item_search',
		deleteItem: '_item_delete',
		readCollections: '_collection_read',
		writeCollections: '_collection_write',
		/** These two are documented. */
		startConform: '_job_write',
		export: '_export',
		/** The first is documented, the other follows from it. */
		readRelations: '_relation_read',
		writeRelations: '_relation_write',
	},
	/**
	 * A shape tag that does not exist is refused at the start of a transcode with 404; VidiCore may instead start a job
	 * that fails later. Unknown.
	 */
	refuseUnknownTagsEarly: true,
	/**
	 * A conform job makes its item when it begins, names it in its data from then on, and leaves it behind empty when it
	 * fails. Inferred from imports, whose jobs name their item (recorded).
	 */
	conformMakesItemFirst: true,
	/**
	 * A conform has the frame rate and the size of its first source; a point between two frames means the earlier one;
	 * the end of an interval is not shown; intervals of texts count on the new timeline. All inferred.
	 */
	conformFollowsFirst: true,
	/**
	 * What "copy metadata according to the timeline" (documented) brings along: what is timed, cut to its segment and
	 * moved to where that is now. Inferred; the sources' titles and the like may come, too.
	 */
	conformCopies: 'timed',
	/**
	 * A sequence is rendered as a timeline is conformed, by a job of this type, and no metadata come along. Documented is
	 * that it makes a new shape, and that VidiCore has the type; that this is its job is inferred.
	 */
	renderJobType: 'TIMELINE',
	/**
	 * `start` and `end` of an export count from the beginning of the media, and a clip gets the name of the file that it
	 * is cut from. Inferred.
	 */
	exportCountsFromBeginning: true,
	/**
	 * The names of VidiCore's services, its self-tests and the presets that `/APIinit/preset-templates` makes. Inferred:
	 * the lists differ by version.
	 */
	services: ['IndexingService', 'JobService', 'NotificationService', 'StorageSupervisorService'],
	selfTests: ['database', 'index', 'storages', 'transcoders', 'broker', 'license'],
	presets: ['__mp4', '__mov', '__mxf', '__wav', '__mp3', '__webm'],
	/**
	 * What a PUT or POST of a kept document answers: the document, and for a text its id. Inferred; VidiCore answers some
	 * of them with nothing.
	 */
	answersWhatWasWritten: true,
	/** A storage on which items have files is not deleted, but refused. Inferred: VidiCore has a flag `safe` for it. */
	usedStorages: { status: 409, kind: 'conflict' },
	/** Who holds a lock on fields or on an item may write, others are refused with 409. Inferred. */
	locksBindOthers: { status: 409, kind: 'conflict' },
	/** Only administrators change users and groups; one's own name and password everybody may. Inferred. */
	administratorsChangeUsers: true,
	/** The addresses of posters end in the time as it was asked for. Inferred; they may come in another time base. */
	posterTime: (asked: string) => asked,
} as const;
