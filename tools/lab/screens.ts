import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import type { Lab } from '.';
import { signIn } from './browser';
import type { Log } from './progress';
import { shippedNodes } from './shipped';
import { workflowNode, packageName } from './workflowNode';

/** One form of one of our nodes. */
interface Screen {
	name: string;
	type: string;
	version: number;
	parameters: IDataObject;
}

const themes = ['light', 'dark'] as const;

/**
 * Takes a picture of each form of each node in both themes, with all options added so that each field is seen once:
 * `DIR/light/analyzeItem.item.analyze.png`. Labels that n8n cuts off at 1280 points are logged.
 */
export async function takeScreens(lab: Lab, browser: Browser, folder: string, log: Log): Promise<void> {
	const screens = (await shippedNodes()).flatMap(screensOf);
	const nodes = screens.map(({ name, type, version, parameters }) => workflowNode(name, type, version, parameters));
	const workflow = await lab.importWorkflow({ name: 'All screens', nodes, connections: {} });
	const page = await browser.newPage({ viewport: { width: 1280, height: 1500 } });
	await signIn(page, lab.n8n.url, lab.n8n.login);
	for (const theme of themes) {
		mkdirSync(join(folder, theme), { recursive: true });
		await page.evaluate(`localStorage.setItem('N8N_THEME', '${theme}')`);
		await page.goto(`${lab.n8n.url}/workflow/${workflow}`);
		await page.getByTestId('canvas-node').first().waitFor({ state: 'attached' });
		for (const { id, name } of nodes) {
			await openForm(page, `/workflow/${workflow}/${id}`);
			await page.screenshot({ path: join(folder, theme, `${name}.png`) });
			if (theme === 'light')
				for (const words of (await page.evaluate(cutOff)) as string[]) log(`${name}: cut off: ${words}`);
			await goTo(page, `/workflow/${workflow}`);
			await page.getByTestId('node-parameters').waitFor({ state: 'detached' });
		}
		log(`${nodes.length} screens, ${theme}`);
	}
	await page.close();
}

async function openForm(page: Page, address: string): Promise<void> {
	await goTo(page, address);
	await page.getByTestId('node-parameters').waitFor();
	await page.waitForTimeout(500); // until the form is drawn
}

/** By the editor's own router: to load the page anew for each form takes five times as long. */
const goTo = async (page: Page, address: string): Promise<unknown> =>
	await page.evaluate(
		`document.querySelector('#app').__vue_app__.config.globalProperties.$router.push('${address}').then(() => true)`,
	);

/** Run in the browser: the labels that are wider than their place. */
const cutOff = `[...document.querySelectorAll('[data-test-id="node-parameters"] *')]
	.filter((place) => place.children.length === 0 && place.innerText && place.scrollWidth > place.clientWidth + 1)
	.filter((place) => getComputedStyle(place).overflow !== 'visible')
	.map((place) => place.innerText)`;

function screensOf({ description }: INodeType): Screen[] {
	const { name, properties, defaultVersion = 1 } = description;
	const chosen = (field: string, resource?: string) =>
		properties
			.filter((property) => property.name === field && isShown(property, { resource }))
			.flatMap(({ options = [] }) => options.map((option) => String((option as INodePropertyOptions).value)));
	return orNone(chosen('resource')).flatMap((resource) =>
		orNone(chosen('operation', resource)).map((operation) => {
			const at = { ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) };
			return {
				name: [name, resource, operation].filter(Boolean).join('.'),
				type: `${packageName}.${name}`,
				version: defaultVersion,
				parameters: { ...at, ...allOptions(properties, at) },
			};
		}),
	);
}

const orNone = (values: string[]): Array<string | undefined> => (values.length > 0 ? values : [undefined]);

const isShown = ({ displayOptions }: INodeProperties, at: Readonly<Record<string, string | undefined>>): boolean =>
	Object.entries(at).every(
		([name, value]) => value === undefined || ((displayOptions?.show?.[name] as unknown[])?.includes(value) ?? true),
	);

/** Each collection of options with all that can be added to it. */
const allOptions = (properties: readonly INodeProperties[], at: Record<string, string>): IDataObject =>
	Object.fromEntries(
		properties
			.filter((property) => property.type === 'collection' && isShown(property, at))
			.map(({ name, options = [] }) => [
				name,
				Object.fromEntries(options.map((option) => [option.name, (option as INodeProperties).default])) as IDataObject,
			]),
	);
