import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';
import { segment } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { thumbnailUris } from '../items/thumbnails';
import { faceField } from '../fieldNames';

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
	/** What stands in the field that says so; '' when it is not there. */
	trainingMark: string;
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

/** The vendor's word for shapes with training pictures. */
export const trainingTag = faceField.trainingMaterial;

/** What is read of a face's item. */
export const faceFields = [
	'title',
	faceField.name,
	faceField.externalId,
	faceField.method,
	faceField.trainingMaterial,
].join();

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
	field: [{ name: faceField.name, value: [{ value: name?.trim() ? `*${name.trim()}*` : '*' }] }],
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
	const list = await ask(http, search ? 'PUT' : 'GET', path, 'the list of faces', {
		query,
		...(search ? { body: JSON.stringify(search) } : {}),
	});
	const { hits, entries } = list.page('item', first);
	return { hits, faces: entries.map(faceItem) };
}

/** A face out of its item's document. Throws a VidiCoreError `badAnswer`. */
export function faceItem(item: Part): FaceItem {
	const fields = fieldsOf(item);
	const value = (name: string) => fieldValue(fields, name);
	return {
		itemId: item.text('id'),
		name: value(faceField.name),
		title: value('title'),
		externalId: value(faceField.externalId),
		method: value(faceField.method),
		trainingMaterial: value(faceField.trainingMaterial) === 'true',
		trainingMark: value(faceField.trainingMaterial),
		pictures: (item.partsIfAny('shape') ?? []).flatMap(pictureOf),
		thumbnails: thumbnailUris(item),
	};
}

/** A shape, if it is a picture for training or one that the service has looked at. */
function pictureOf(shape: Part): FacePicture[] {
	const own = (shape.partIfAny('metadata')?.partsIfAny('field') ?? []).map(
		(field) => [field.text('key'), field.plainIfAny('value') ?? ''] as const,
	);
	const of = (name: string) => own.find(([key]) => key === name)?.[1];
	const method = of(faceField.method);
	if (method === undefined && !shape.textsIfAny('tag')?.includes(trainingTag)) return [];
	return [{ shapeId: shape.text('id'), method: method ?? '', status: of(faceField.status) ?? '' }];
}
