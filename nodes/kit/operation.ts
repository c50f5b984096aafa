import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeExecutionHint,
} from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { valuesOf, type Fields, type Values } from './field';
import { failedItem } from './failedItem';
import { recognized } from './recognized';
import type { Made } from './runItems';

/** What an operation may use besides its fields, for one input item. */
export interface Call {
	context: IExecuteFunctions;
	/** The place of the input item. */
	item: number;
	/** The VidiCore of the node's credential. */
	vidiCore(): Promise<VidiCoreHttp>;
	/** Ends when the user stops the execution. */
	signal: AbortSignal | undefined;
	/** Says something at the node's output that is no error. */
	hint(message: string, type?: NodeExecutionHint['type']): void;
}

/** A row that can have files. */
export class RowWithFiles {
	constructor(
		readonly json: object,
		readonly binary: IBinaryKeyData | undefined,
	) {}
}

type Rows<O extends string> = RowOf<O> | RowWithFiles | ReadonlyArray<RowOf<O> | RowWithFiles>;
type RowOf<O extends string> = { readonly [K in O]?: unknown };

/** What stands in an output row and what it means; it is what the documentation and the contract list. */
export type Outputs<O extends string = string> = Readonly<Record<O, string>>;

/** How several input items are worked on. Only what changes nothing may be done for several of them at a time. */
export type Pace = 'oneByOne' | 'together';

/** Something a user can do: its words, its fields and its code. */
export interface Operation {
	value: string;
	label: string;
	action: string;
	description: string;
	fields: Fields;
	outputs: Outputs;
	pace: Pace;
	/** Does it for one input item; the rows are not yet paired with it. */
	run?(call: Call): Promise<Made[]>;
	/** Does it for all input items at once, and says itself what comes out where. */
	runAll?(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

interface Declared<F extends Fields, O extends string> {
	/** Saved in users' workflows. */
	value: string;
	/** In the list of operations, in Title Case. */
	label: string;
	/** In the node panel, and for an agent: a sentence without a full stop. */
	action: string;
	description: string;
	fields: F;
	/** Every field of a row that can come out, and what it means. */
	outputs: Outputs<O>;
}

interface OperationDefinition<F extends Fields, O extends string> extends Declared<F, O> {
	pace?: Pace;
	/** One row, or several. Throws a UserError, or what the rooms below throw. */
	run(values: Values<F>, call: Call): Promise<Rows<O>>;
}

interface OperationOnAllDefinition<F extends Fields, O extends string> extends Declared<F, O> {
	/** Which output takes the items when all of them fail together; the first where this is not given. */
	failureOutput?(context: IExecuteFunctions): number;
	/** The fields' values for each input item, and what comes out of each output. */
	runAll(items: ReadonlyArray<Values<F>>, context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}

/** Declares an operation. What `run` gets has the types of the fields; a half-declared operation does not compile. */
export function operation<F extends Fields, const O extends string>(definition: OperationDefinition<F, O>): Operation {
	const { run, pace = 'oneByOne', ...rest } = definition;
	return {
		...rest,
		pace,
		run: async (call) => {
			const made = await run(valuesOfCall(definition.fields, call), call);
			const list = Array.isArray(made) ? (made as ReadonlyArray<object | RowWithFiles>) : [made as object];
			return list.map((row) =>
				row instanceof RowWithFiles
					? { json: row.json as IDataObject, ...(row.binary ? { binary: row.binary } : {}) }
					: { json: { ...row } as IDataObject },
			);
		},
	};
}

/** Declares an operation that works on all input items together, such as a wait for all their jobs. */
export function operationOnAll<F extends Fields, const O extends string>(
	definition: OperationOnAllDefinition<F, O>,
): Operation {
	const { runAll, failureOutput, ...rest } = definition;
	return {
		...rest,
		pace: 'together',
		runAll: async (context) => {
			try {
				const items = context.getInputData().map((_, item) => valuesOfCall(definition.fields, { context, item }));
				return await runAll(items, context);
			} catch (error) {
				// Thrown, n8n would hand the input on as if it had succeeded where an error does not end the execution.
				const why = await recognized(context, error);
				const failures = context.getInputData().map((_, item) => failedItem(context, why, item));
				const output = failureOutput?.(context) ?? 0;
				return [...Array.from({ length: output }, () => []), failures];
			}
		},
	};
}

/** The values of an operation's fields for one input item. */
export const valuesOfCall = <F extends Fields>(
	fields: F,
	{ context, item }: Pick<Call, 'context' | 'item'>,
): Values<F> =>
	valuesOf(fields, (name, { type, default: absent }) => {
		const extractValue = type === 'resourceLocator';
		const value = context.getNodeParameter(name, item, absent, { extractValue }) as unknown;
		return value ?? null; // what was left alone has its default here
	});
