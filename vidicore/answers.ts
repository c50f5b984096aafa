import type { Redactor } from '../secrets/redactor';
import { VidiCoreError } from './errors';
import type { SendOptions, VidiCoreHttp } from './http';
import { redact } from './redact';
import type { Method } from './transport';

/** What was asked, for the errors. */
interface Asked {
	/** In words that complete "VidiCore's answer is not …": `the list of jobs`. */
	what: string;
	method: Method;
	path: string;
	/** Takes keys out of what VidiCore says. */
	hide?: Redactor;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Asks VidiCore for a document, which is then read member by member: nothing in it is believed to be there. Throws a
 * VidiCoreError, of kind `badAnswer` when what came is no document.
 */
export async function ask(
	http: VidiCoreHttp,
	method: Method,
	path: string,
	what: string,
	options: SendOptions = {},
): Promise<Part> {
	const { hide } = http;
	return new Part(await http.json<Members>(method, path, { ...options, what }), { what, method, path, hide });
}

/**
 * A document of VidiCore, or an object inside one. A member that must be there and is not, or that is something else
 * than the API describes, is a VidiCoreError of kind `badAnswer` which names the place: an answer without the document
 * that was asked for must never pass for "nothing there". Members that may be absent count as absent when they are
 * null, as in VidiCore's error documents; a list never does, because an empty one means something.
 */
export class Part {
	constructor(
		private readonly members: Members,
		private readonly asked: Asked,
		private readonly place = '',
	) {}

	/** Whether there is nothing at all in it: `{}`. */
	get isEmpty(): boolean {
		return Object.keys(this.members).length === 0;
	}

	/** A text that must be there, such as an id. Throws when it is empty, too. */
	text(name: string): string {
		const value = this.textIfAny(name);
		if (value === undefined || value === '') throw this.without(name);
		return value;
	}

	textIfAny(name: string): string | undefined {
		const value = this.optional(name);
		if (value === undefined || typeof value === 'string') return value;
		throw this.wrong(name, value, 'a text');
	}

	/** What VidiCore says in words of its own, such as why a job failed: it may repeat anything, so keys are hidden. */
	wordsIfAny(name: string): string | undefined {
		const words = this.plainIfAny(name);
		return words === undefined ? undefined : this.hidden(words);
	}

	/** What VidiCore may write as a text, a number or a flag, as a text. */
	plainIfAny(name: string): string | undefined {
		const value = this.optional(name);
		if (value === undefined) return undefined;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
		throw this.wrong(name, value, 'a single value');
	}

	numberIfAny(name: string): number | undefined {
		const value = this.optional(name);
		if (value === undefined || typeof value === 'number') return value;
		throw this.wrong(name, value, 'a number');
	}

	/** A flag that must be there. */
	flag(name: string): boolean {
		const value = this.flagIfAny(name);
		if (value === undefined) throw this.without(name);
		return value;
	}

	flagIfAny(name: string): boolean | undefined {
		const value = this.optional(name);
		if (value === undefined || typeof value === 'boolean') return value;
		throw this.wrong(name, value, 'true or false');
	}

	/** An object that must be there. */
	part(name: string): Part {
		const part = this.partIfAny(name);
		if (part === undefined) throw this.without(name);
		return part;
	}

	partIfAny(name: string): Part | undefined {
		const value = this.optional(name);
		return value === undefined ? undefined : this.inner(name, value);
	}

	/** A list of objects that must be there. */
	parts(name: string): Part[] {
		const parts = this.partsIfAny(name);
		if (parts === undefined) throw this.without(name);
		return parts;
	}

	partsIfAny(name: string): Part[] | undefined {
		return this.listIfAny(name)?.map((entry, index) => this.inner(`${name}[${index}]`, entry));
	}

	/** A list of texts that must be there. */
	texts(name: string): string[] {
		const texts = this.textsIfAny(name);
		if (texts === undefined) throw this.without(name);
		return texts;
	}

	textsIfAny(name: string): string[] | undefined {
		return this.listIfAny(name)?.map((entry, index) => {
			if (typeof entry === 'string') return entry;
			throw this.wrong(`${name}[${index}]`, entry, 'a text');
		});
	}

	/** A list whose entries are not looked at. */
	listIfAny(name: string): readonly unknown[] | undefined {
		const value = this.members[name];
		if (value === undefined) return undefined;
		if (Array.isArray(value)) return value;
		throw this.wrong(name, value, 'a list');
	}

	/**
	 * The entries of a page of a list that counts itself, from the place `first` on (1-based). A list with nothing in it
	 * may be absent, but then `hits` says so (recorded: `{"hits":0,"collection":[],…}`; the number is documented for
	 * items, collections and jobs). A page that is empty although `hits` counts entries there is no answer either.
	 */
	page(name: string, first: number): { hits?: number; entries: Part[] } {
		const [hits, entries] = [this.numberIfAny('hits'), this.partsIfAny(name)];
		if (hits === undefined && entries === undefined) throw this.bad(`it has neither "hits" nor "${name}"`);
		if ((entries ?? []).length === 0 && (hits ?? 0) >= first)
			throw this.bad(`it counts ${hits} entries and names none from the place ${first} on`);
		return { hits, entries: entries ?? [] };
	}

	/** The error that this is not what was asked for. `why` completes "VidiCore's answer is not the list of jobs: …". */
	bad(why: string): VidiCoreError {
		const { what, method, path } = this.asked;
		const message = `VidiCore's answer is not ${what} that was asked for: ${why}`;
		return new VidiCoreError(message, { kind: 'badAnswer' }, { method, path });
	}

	private optional(name: string): unknown {
		return this.members[name] ?? undefined;
	}

	private inner(name: string, value: unknown): Part {
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return new Part(value as Members, this.asked, this.at(name));
		throw this.wrong(name, value, 'an object');
	}

	private without(name: string): VidiCoreError {
		const where = this.place === '' ? 'it' : `"${this.place}"`;
		const names = Object.keys(this.members).filter((one) => one !== name);
		const some = names.slice(0, 5).map((one) => `"${this.hidden(one).slice(0, 40)}"`);
		const has = some.length === 0 ? '' : `, only ${some.join(', ')}`;
		return this.bad(`${where} has no "${name}"${has}`);
	}

	private wrong(name: string, value: unknown, wanted: string): VidiCoreError {
		return this.bad(`"${this.at(name)}" is ${kindOf(value)}, not ${wanted}`);
	}

	private hidden(words: string): string {
		return (this.asked.hide ?? redact)(words);
	}

	private at(name: string): string {
		return this.place === '' ? name : `${this.place}.${name}`;
	}
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return { string: 'a text', number: 'a number', boolean: 'true or false', object: 'an object' }[
		typeof value as 'string' | 'number' | 'boolean' | 'object'
	];
}
