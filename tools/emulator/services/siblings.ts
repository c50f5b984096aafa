import { blankPicture } from '../blankPicture';
import { pretendToWork } from '../faceservice/pretend';
import type { Assignment, FaceResult } from '../faceservice/service';
import type { Resource } from '../resources';
import type { Item } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { annotate } from './annotate';
import { fileExtracts } from './extractFaces';
import type { ScriptedService } from './script';

/** The scripted service behind a resource; undefined for the face service, which is behind every other. */
export function siblingOf(store: Store, { vidinet }: Resource): ScriptedService | undefined {
	const id = /@([^/@]+)\/?$/.exec(vidinet?.url ?? '')?.[1];
	return store.scenario.services?.find((service) => service.id === id);
}

export const needsCallback = (service: ScriptedService | undefined): boolean =>
	service === undefined || 'extracts' in service || !uncertain.annotatorsNeedNoCallback;

/** Looks at the file under that key, which belongs to the item, and answers what the script says. */
export async function lookAt(
	store: Store,
	service: ScriptedService,
	item: Item,
	key: string,
	assignment: Assignment,
): Promise<FaceResult> {
	await assignment.fetch(key);
	await pretendToWork(store, item.video?.durationSeconds ?? 10, assignment);
	if ('extracts' in service) {
		const extracts = (service.extracts[item.id] ?? []).map((one, n) => ({ ...one, file: `face-${n + 1}.png` }));
		return {
			document: { item: item.id, extracts },
			pictures: new Map(extracts.map(({ file }) => [file, blankPicture])),
			apply: (pictures, archive) => fileExtracts(store, extracts, pictures, archive),
		};
	}
	const findings = service.finds[item.id] ?? [];
	return { document: { item: item.id, findings }, apply: () => annotate(store, item, service, findings) };
}

/** What the VidiNet dashboard shows for a service, to be attached by. */
export const resourceDocument = (name: string, id: string, key: string): string =>
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ResourceDocument xmlns="http://xml.vidispine.com/schema/vidispine">
  <vidinet>
    <url>vidinet://${id}:${key}@${id}</url>
    <name>${name}</name>
    <endpoint>https://services.vidinet.nu</endpoint>
    <type>COGNITIVE_SERVICE</type>
  </vidinet>
</ResourceDocument>`;
