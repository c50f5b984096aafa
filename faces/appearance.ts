/**
 * One stretch of time in which one face is seen. Times are VidiCore's, from 0; an open side (-INF, +INF) has null
 * seconds.
 */
export interface Appearance {
	itemId: string;
	/** The name; for a face nobody named yet the service's word with `unknown_` in it. */
	person: string;
	/** The person's id in the model. '' when VidiCore holds none. */
	personId: string;
	known: boolean;
	start: string;
	end: string;
	startSeconds: number | null;
	/** Exclusive: at this instant the face is no longer seen. */
	endSeconds: number | null;
	durationSeconds: number | null;
	startTimecode: string | null;
	endTimecode: string | null;
	/** 0 to 1; null when the service gave none. */
	confidence: number | null;
	analyzer: string;
	/** As VidiCore holds it: UTC without a zone. */
	detectedAt: string | null;
	/** How many neighbouring appearances were merged into this one. */
	mergedFrom?: number;
	/** Groups inside the detection whose meaning is not known (for example a bounding box), as they are. */
	extra?: ExtraGroup[];
}

export interface ExtraGroup {
	name: string;
	fields: Array<{ name: string; value: string }>;
}

/** Metadata that cannot be read as face detections; the message names the time span. */
export class FaceMetadataError extends Error {}

/**
 * Whether a name is a person's: a face nobody named yet bears the service's word with `unknown_` in it (the vendor's
 * user interface tells them by it). A fingerprint that was given a name is known.
 */
export const isPersonsName = (name: string): boolean => name !== '' && !name.includes('unknown_');
