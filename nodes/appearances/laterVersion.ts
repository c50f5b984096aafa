import type { IExecuteFunctions } from 'n8n-workflow';
import { isLaterNode, later } from '../kit/laterVersion';
import { hideWhen, showWhen, type Field } from '../kit/field';
import { toggle } from '../kit/fields/plain';
import { rowOptions } from './timeOptions';

/*
 * Version 1.1 of the nodes that read what was found: rows are simple unless all is wanted, begin with the title, and
 * "Item" starts as that of the item that comes in. Saved workflows stay at 1 and get what they got.
 */
const isLater = { '@version': [later] };

const simplify = toggle({
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** The switch as a field of its own, for rows. */
export const simplifyRows = (outputs: string[]): Field<boolean> => showWhen(simplify, { ...isLater, output: outputs });

/** The options about rows, without the switch where it is a field of its own. */
export const laterRowOptions = { ...rowOptions, simplify: hideWhen(rowOptions.simplify, isLater) };

/** Whether rows are to be simple, wherever that is said. */
export const isSimple = (
	context: IExecuteFunctions,
	{ simplify: asField, options }: { readonly simplify: boolean; readonly options: { readonly simplify?: boolean } },
): boolean => (isLaterNode(context) ? asField : options.simplify === true);
