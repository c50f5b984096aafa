import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const emulator = join(__dirname, '..', '..', 'tools', 'emulator');
/** The object that holds what is uncertain and can be changed in one place. */
const collected = 'uncertain.ts';

/** A comment in which the emulator says that it does not know. */
export interface Uncertain {
	/** The file under tools/emulator. */
	file: string;
	/** What stands below the comment, if it is one name. */
	name: string;
	text: string;
}

/** Says that something is our conclusion, or nobody's. */
const says = /\binferred\b|\b(?:is|are) unknown\b|\. Unknown\b|\bnot documented\b/i;

const files = (): string[] =>
	readdirSync(emulator, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.sort();

const read = (file: string): string => readFileSync(join(emulator, file), 'utf8');

/** The members of `uncertain`, each with its comment; those without one belong to the member before them. */
export function settings(): Uncertain[] {
	const source = ts.createSourceFile(collected, read(collected), ts.ScriptTarget.Latest, true);
	const found: Uncertain[] = [];
	const visit = (node: ts.Node): void => {
		if (!ts.isObjectLiteralExpression(node)) return void ts.forEachChild(node, visit);
		for (const member of node.properties) {
			const name = member.name?.getText() ?? '';
			const comment = ts.getLeadingCommentRanges(source.text, member.pos)?.at(-1);
			const last = found.at(-1);
			if (comment) found.push({ file: collected, name, text: plain(source.text.slice(comment.pos, comment.end)) });
			else if (last) last.name += `, ${name}`;
		}
	};
	visit(source);
	return found;
}

/** The comments elsewhere that say so. */
export const remarks = (): Uncertain[] =>
	files()
		.filter((file) => file !== collected)
		.flatMap((file) => comments(read(file)).map(({ text, name }) => ({ file, name, text })))
		.filter(({ text }) => says.test(text));

/** All comments of a source text, each with the name of what it stands above. */
function comments(text: string): Array<{ text: string; name: string }> {
	const found = new Map<number, { text: string; name: string }>();
	const visit = (node: ts.Node): void => {
		for (const { pos, end } of ts.getLeadingCommentRanges(text, node.pos) ?? [])
			found.set(pos, { text: plain(text.slice(pos, end)), name: nameIn(text.slice(end)) });
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('', text, ts.ScriptTarget.Latest));
	return [...found.values()];
}

const words = 'export|default|async|function|const|let|class|interface|type|readonly|private|get|return|this';
const firstName = new RegExp(`^(?:\\W|(?:${words})\\b)*(\\w*)`);

const nameIn = (code: string): string => firstName.exec(code)?.[1] ?? '';

const plain = (comment: string): string =>
	comment
		.replace(/^\/\*\*?|\*\/$|^\/\//g, '')
		.replace(/\n\s*\* ?/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** docs/emulator-uncertain.md: all that the emulator does without its being known, out of its own code. */
export function emulatorUncertain(): string {
	const rows = (list: Uncertain[], head: (one: Uncertain) => string) =>
		list.map((one) => `| ${head(one)} | ${cell(one.text)} |`);
	return [
		'# What the emulated VidiCore does without its being known',
		'Written by `npm run contract` from the comments of the emulator itself. Inferred: our conclusion from what is ' +
			'documented or recorded. Unknown: nobody told, so a choice had to be made. A client must not rely on any of ' +
			'these; whoever has a VidiCore can tell us of one by its name.',
		'## In one place',
		`Members of \`tools/emulator/${collected}\`: what is said there holds everywhere.`,
		['| Name | What is done |', '| --- | --- |', ...rows(settings(), ({ name }) => `\`${name}\``)].join('\n'),
		'## Where it is done',
		[
			'| File under `tools/emulator`, name | What is done |',
			'| --- | --- |',
			...rows(remarks(), ({ file, name }) => `\`${file}\` \`${name}\``),
		].join('\n'),
		'',
	].join('\n\n');
}
