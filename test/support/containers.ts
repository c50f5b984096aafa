import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../tools/lab/package';

export interface Service {
	image: string;
	build?: string;
	command?: string;
	environment?: Record<string, string>;
	volumes?: string[];
	ports?: string[];
	healthcheck: { test: string[] };
	depends_on?: Record<string, { condition: string }>;
}

const read = (file: string): string => readFileSync(join(root, 'docker', file), 'utf8');

/** The services of docker-compose.yml, by name, as an engine would read them. */
export const composed = (): Record<string, Service> =>
	(parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> }).services;

/** The instructions of the Dockerfile, each with the rest of it. */
export const dockerfile = (): Array<[instruction: string, rest: string]> =>
	read('Dockerfile')
		.replace(/\\\n\s*/g, '')
		.split('\n')
		.filter((line) => /^[A-Z]+ /.test(line))
		.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);

/** What .env.example asks for, with what it gives. */
export const asked = (): Record<string, string> =>
	Object.fromEntries(
		read('.env.example')
			.split('\n')
			.flatMap((line) => {
				const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
				return name === undefined ? [] : [[name, value ?? '']];
			}),
	);

/** A text of docker-compose.yml with its variables in their places. Throws an Error for one that has to be given. */
export const filledIn = (text: string, given: Record<string, string>): string =>
	text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, how: string, rest: string) => {
		const value = given[name] || (how === '-' ? rest : '');
		if (value === '' && how === '?') throw new Error(`${name}: ${rest}`);
		return value;
	});
