import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { thumbnailUris } from '../items/thumbnails';
import { faceField } from '../fieldNames';
import type { ListPage } from '../pages';
import { itemPages, itemsPath } from '../search/pages';
import { anything, textSearch } from '../search/terms';

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

/** Which faces are looked for. */
export interface SoughtFaces {
	/** Those in this collection; all of them where it is absent. */
	collectionId?: string;
	/** A part of their name; upper and lower case do not count. */
	name?: string;
	/** With addresses of their thumbnails, which work without a login. */
	thumbnails?: boolean;
}

/** One page of faces, with the number of all. `first` is 1-based. Throws a VidiCoreError. */
export async function facePage(
	http: VidiCoreHttp,
	sought: SoughtFaces,
	first: number,
	number: number,
): Promise<ListPage<FaceItem>> {
	const list = await ask(http, 'PUT', itemsPath(sought.collectionId), 'the list of faces', {
		query: [...faceQuery(sought), ['first', first], ['number', number]],
		body: JSON.stringify(faceSearch(sought)),
	});
	const { hits, entries } = list.page('item', first);
	return { hits, entries: entries.map(faceItem) };
}

/** All of them, page by page, each once. Throws a VidiCoreError. */
export async function* facePages(
	http: VidiCoreHttp,
	sought: SoughtFaces,
	pageSize: number,
): AsyncGenerator<FaceItem[], void, undefined> {
	const { collectionId } = sought;
	const wanted = { search: faceSearch(sought), query: faceQuery(sought), limit: Infinity, pageSize, generic: false };
	for await (const { items } of itemPages(http, { ...wanted, collectionId })) yield items.map(faceItem);
}

/**
 * In a collection everything is a face, elsewhere what has the field of a person's name. Of which type that field is,
 * and so whether it would be searched by words and whether case would count, is not documented: the words of a name are
 * looked for in all texts of the item, and what comes is to be compared with its name.
 */
const faceSearch = ({ collectionId, name = '' }: SoughtFaces): object => ({
	...(collectionId === undefined ? { field: [{ name: faceField.name, value: [{ value: anything }] }] } : {}),
	...textSearch(name),
});

const faceQuery = ({ thumbnails = false }: SoughtFaces): Array<readonly [string, string | number | boolean]> => [
	['content', thumbnails ? 'metadata,shape,thumbnail' : 'metadata,shape'],
	['field', faceFields],
	['interval', 'generic'],
	['includeTransientMetadata', false],
	...(thumbnails ? [['noauth-url', true] as const] : []),
];

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
