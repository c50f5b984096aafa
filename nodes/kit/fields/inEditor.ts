import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';
import { nodeError } from '../errors';

type Load<A extends unknown[], R> = (this: ILoadOptionsFunctions, ...args: A) => Promise<R>;

/**
 * The same lists for the editor. Where one cannot be had, what to do stands in the message itself: beside a list n8n
 * shows no second text.
 */
export const advising = <A extends unknown[], R>(
	lists: Readonly<Record<string, Load<A, R>>>,
): Record<string, Load<A, R>> =>
	Object.fromEntries(Object.entries(lists).map(([name, load]) => [name, withAdvice(load)]));

const withAdvice = <A extends unknown[], R>(load: Load<A, R>): Load<A, R> =>
	async function (this: ILoadOptionsFunctions, ...args: A): Promise<R> {
		try {
			return await load.apply(this, args);
		} catch (error) {
			const { message, description } = nodeError(this, error);
			const words = [message.replace(/\.$/, ''), description].filter(Boolean).join('. ');
			throw new NodeOperationError(this.getNode(), words);
		}
	};
