import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const inFolder = (folder: string, ending: string) =>
	(readdirSync(join(root, folder), { recursive: true }) as string[])
		.filter((name) => name.endsWith(ending))
		.map((name) => join(root, folder, name));
const pages = [
	...readdirSync(root)
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(root, name)),
	...inFolder('docs', '.md'),
];

/** The anchors that GitHub makes of a page's headings. */
const anchors = (page: string) =>
	[...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

test.each(pages.map((page) => [relative(root, page), page]))('every link of %s leads somewhere', (_, page) => {
	const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
		([, markdown, html]) => markdown ?? html ?? '',
	);
	const broken = links
		.filter((link) => !/^[a-z]+:/.test(link))
		.filter((link) => {
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? page : join(dirname(page), path);
			return !existsSync(target) || (anchor !== undefined && !anchors(target).includes(anchor));
		});
	expect(broken).toEqual([]);
});

test('what n8n links to from nodes and credentials are pages of this repository', () => {
	const sources = [...inFolder('nodes', '.node.json'), ...inFolder('credentials', '.credentials.ts')];
	const addresses = sources.flatMap((file) => readFileSync(file, 'utf8').match(/https:\/\/github\.com\/[^"']+/g) ?? []);
	const here = 'https://github.com/n8n-nodes-vidicore/n8n-nodes-vidicore/blob/main/';
	expect(addresses.length).toBeGreaterThanOrEqual(sources.length);
	expect(addresses.filter((address) => !existsSync(join(root, address.replace(here, ''))))).toEqual([]);
});
