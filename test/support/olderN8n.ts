import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

/** The functions that n8n 1.123 does not give a node (compared with n8n-core 1.122.48, which it uses). */
export const missingInN8n1 = ['isToolExecution'] as const;

/** All that a node must do without somewhere; see nodes/kit/n8nFunctions.ts. */
export const optionalFunctions = [...missingInN8n1, 'getExecutionCancelSignal', 'addExecutionHints'] as const;

/** The same node in an n8n that lacks these functions. */
export function lacking(type: INodeType, missing: readonly string[]): INodeType {
	const execute = function (this: IExecuteFunctions) {
		return type.execute?.call(without(this, missing)) ?? Promise.resolve([]);
	};
	return Object.create(type, { execute: { value: execute } }) as INodeType;
}

/** An object as if it had no members of these names. */
export const without = <T extends object>(object: T, names: readonly string[]): T =>
	new Proxy(object, {
		has: (target, name) => !names.includes(String(name)) && Reflect.has(target, name),
		get: (target, name) => (names.includes(String(name)) ? undefined : (Reflect.get(target, name) as unknown)),
	});
