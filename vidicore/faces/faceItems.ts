import type { VidiCoreHttp } from '../http';
import { segment } from '../http';
import { fieldValue, type PlainMetadata } from '../items/fields';

/** A face as VidiCore holds it: an item with pictures of one person, or of somebody nobody knows yet. */
export interface FaceItem {
	itemId: string;
	/** The person's name, or the service's word for an unknown face. */
	name: string;
	title: string;
	/** The face's id in the service's model; '' before it is known there. */
	externalId: string;
	/** TRAINED, INDEXED (an unknown face that is recognised again), or '' for one that is neither. */
	method: string;
	trainingMaterial: boolean;
	pictures: FacePicture[];
	/** Addresses of its thumbnails as they came, when they were asked for; for `answerAddress`. */
	thumbnails: string[];
}

export interface FacePicture {
	shapeId: string;
	/** TRAINED or INDEXED; '' for one the service has not learned. */
	method: string;
	/** ACTIVE when it is in the model; other words of the service say why not. */
	status: string;
}

export interface FaceItemDocument {
	id?: string;
	metadata?: PlainMetadata;
	shape?: Array<{ id?: string; tag?: string[]; metadata?: { field?: Array<{ key?: string; value?: string }> } }>;
	thumbnails?: { uri?: string[] };
}

/** The vendor's word for shapes with training pictures. */
export const trainingTag = 'vcs_face_isTrainingMaterial';

/** What is read of a face's item. */
export const faceFields = 'title,vcs_face_value,vcs_face_externalId,vcs_face_method,vcs_face_isTrainingMaterial';

export interface FacePage {
	hits?: number;
	faces: FaceItem[];
}

/** One page of the items of a collection, as faces. `first` is 1-based. Throws a VidiCoreError. */
export async function facesInCollection(
	http: VidiCoreHttp,
	collectionId: string,
	first: number,
	number: number,
	thumbnails = false,
): Promise<FacePage> {
	return await pageOf(http, `/API/collection/${segment(collectionId)}/item`, undefined, first, number, thumbnails);
}

/** One page of the items that a search document finds, as faces. Throws a VidiCoreError. */
export async function searchFaces(
	http: VidiCoreHttp,
	search: object,
	first: number,
	number: number,
	thumbnails = false,
): Promise<FacePage> {
	return await pageOf(http, '/API/item', search, first, number, thumbnails);
}

/** Finds items that are faces, by a part of their name when there is one. */
export const faceSearch = (name?: string): object => ({
	field: [{ name: 'vcs_face_value', value: [{ value: name?.trim() ? `*${name.trim()}*` : '*' }] }],
});

async function pageOf(
	http: VidiCoreHttp,
	path: string,
	search: object | undefined,
	first: number,
	number: number,
	thumbnails: boolean,
): Promise<FacePage> {
	const query: Array<readonly [string, string | number | boolean]> = [
		['content', thumbnails ? 'metadata,shape,thumbnail' : 'metadata,shape'],
		['field', faceFields],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['first', first],
		['number', number],
		...(thumbnails ? [['noauth-url', true] as const] : []),
	];
	const list = await http.json<{ hits?: number; item?: FaceItemDocument[] }>(search ? 'PUT' : 'GET', path, {
		query,
		...(search ? { body: JSON.stringify(search) } : {}),
	});
	return { hits: list.hits, faces: (list.item ?? []).map(faceItem) };
}

/** A face out of its item's document. */
export function faceItem({ id = '', metadata, shape = [], thumbnails }: FaceItemDocument): FaceItem {
	const value = (name: string) => fieldValue(metadata, name);
	const pictures = shape
		.filter(
			({ tag = [], metadata: own }) =>
				tag.includes(trainingTag) || own?.field?.some(({ key }) => key === 'vcs_face_method'),
		)
		.map(({ id: shapeId = '', metadata: own }) => {
			const of = (name: string) => own?.field?.find(({ key }) => key === name)?.value ?? '';
			return { shapeId, method: of('vcs_face_method'), status: of('vcs_face_status') };
		});
	return {
		itemId: id,
		name: value('vcs_face_value'),
		title: value('title'),
		externalId: value('vcs_face_externalId'),
		method: value('vcs_face_method'),
		trainingMaterial: value('vcs_face_isTrainingMaterial') === 'true',
		pictures,
		thumbnails: thumbnails?.uri ?? [],
	};
}
