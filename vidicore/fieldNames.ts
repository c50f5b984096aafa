/**
 * The names that VidiCore's face service gives its fields and groups, each once. The guide of "Face Training and
 * Analysis powered by DeepVA" names them; they are made when its configuration is applied. What a detection holds
 * inside its group is read by faces/readAppearances.ts, which names that.
 */
export const faceField = {
	/** The name of the person. */
	name: 'vcs_face_value',
	/** What the face service calls the person. */
	externalId: 'vcs_face_externalId',
	/** On an item, and on a shape for a single picture: TRAINED, INDEXED, or nothing yet. */
	method: 'vcs_face_method',
	/** On a shape: the service's word for a picture it has looked at. */
	status: 'vcs_face_status',
	/** 'true' where trainings look at the item; it is the name of the shape tag as well. */
	trainingMaterial: 'vcs_face_isTrainingMaterial',
	/** 'true' on collections that hold training material; known from the vendor's user interface. */
	trainingCollection: 'vcs_face_isTrainingCollection',
} as const;

/** The group into which an analysis writes what it finds, and the field of it that holds the person's id. */
export const detectionGroup = 'adu_face_DeepVAKeyframeAnalyzer';
export const detectedPersonId = 'adu_av_valueId';
