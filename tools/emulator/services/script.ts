/**
 * Another of VidiNet's services on the same call as the face service, and what it will answer, by item. The id of the
 * service stands in the address of its ResourceDocument; its name there is free text.
 */
export type ScriptedService = ScriptedAnnotator | ScriptedExtractor;

interface Attached {
	/** As VidiNet names it. */
	name: string;
	/** A uuid. */
	id: string;
}

/** Writes what it finds into the item's metadata; needs no callback (the guides of both have no such step). */
export interface ScriptedAnnotator extends Attached {
	/** The end of its groups' names. */
	analyzer: string;
	/** By item. */
	finds: Record<string, Finding[]>;
}

/** Cuts faces out and reads their names off the lower thirds, as training material; needs a callback (the guide). */
export interface ScriptedExtractor extends Attached {
	/** By item. */
	extracts: Record<string, Extract[]>;
}

export interface Finding {
	/** Label, transcript … : in the middle of its group's name. */
	type: string;
	/** Samples of the video's time base; `to` is exclusive. */
	from: number;
	to: number;
	value: string;
	confidence?: number;
	description?: string;
}

export interface Extract {
	/** The word for that face in the cast of videos. */
	face: string;
	/** As it was read; letters may be wrong. */
	name: string;
}

/** Checks the services of a scenario. Returns what is wrong, if anything is. */
export function wrongService(service: ScriptedService): string | undefined {
	if (!service.name || !service.id) return 'each of its services needs name and id';
	if ('extracts' in service) {
		const whole = Object.values(service.extracts)
			.flat()
			.every(({ face, name }) => face && name);
		return whole ? undefined : `each face that ${service.name} extracts needs face and name`;
	}
	if (!service.analyzer) return `${service.name} needs an analyzer`;
	const found = Object.values(service.finds ?? {}).flat();
	const whole = found.every(({ type, from, to, value }) => type && from >= 0 && to > from && typeof value === 'string');
	return whole ? undefined : `each thing that ${service.name} finds needs type, value, from, and a to after it`;
}
