import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { idInLink } from '../../../vidicore/ids';
import type { Field } from '../field';
import { idFrom } from '../parameters';
import { advising } from './inEditor';

/** Gives entries for what the user types; the token asks for the next page. n8n calls it by its name. */
export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export interface PickerTexts {
	displayName: string;
	description: string;
	/** What stands in it at first; `{ mode: 'list', value: '' }` when not given. */
	default?: { mode: 'list' | 'id'; value: string };
	/** How it is typed, where that is not by an id. */
	typed?: { displayName: string; placeholder: string };
	/** What it is in the addresses of a front end, where a link to it may be pasted. */
	link?: 'item' | 'collection';
	/** What to do when nothing is picked; general advice when not given. */
	whenEmpty?: string;
}

/**
 * The one form of all our pickers: from a searchable list, by a link, or by id (also an expression). Its value is the
 * id; an
 * empty one is refused, so wrap it in `optional` where it may stay empty.
 */
export function picker(search: Readonly<Record<string, Search>>, more: PickerTexts): Field<string> {
	const [searchListMethod = ''] = Object.keys(search);
	return {
		property: {
			displayName: more.displayName,
			type: 'resourceLocator',
			default: more.default ?? { mode: 'list', value: '' },
			required: true,
			description: more.description,
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod, searchable: true } },
				...(more.link ? [byLink(more.link)] : []),
				{ ...(more.typed ?? { displayName: 'By ID', placeholder: 'e.g. VX-108' }), name: 'id', type: 'string' },
			],
		},
		parse: (raw, label) => idFrom(raw, label, more.whenEmpty),
		methods: { listSearch: advising(search) },
	};
}

const urlMode = { name: 'url', type: 'string' } as const;

/** A link of a front end, whichever it is: the last id in it counts. */
const byLink = (thing: string): INodePropertyMode => ({
	...urlMode,
	displayName: 'By URL',
	placeholder: `e.g. https://portal.example.com/${thing}/VX-108`,
	validation: [
		{
			type: 'regex',
			properties: { regex: idInLink, errorMessage: `This link holds no id of VidiCore, such as ${thing}/VX-108` },
		},
	],
	extractValue: { type: 'regex', regex: idInLink },
});

/** n8n's rules want "required" left out rather than false. */
export function withoutRequired<P extends Partial<INodeProperties>>(property: P): P {
	const rest = { ...property };
	delete rest.required;
	return rest;
}

/** A picker that the editor does not mark as required, although an empty one is refused when it matters. */
export const unmarked = <T>(field: Field<T>): Field<T> => ({ ...field, property: withoutRequired(field.property) });
