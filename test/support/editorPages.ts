import type { Locator, Page } from 'playwright-core';

// What somebody does in n8n's editor, and what is then on the screen. Nothing here waits for a time: each step waits
// for what the next one needs.

const ofNode = (name: string) => `[data-test-id="canvas-node"][data-node-name="${name}"]`;

/** A new, empty workflow. */
export async function newWorkflow(page: Page, n8n: string): Promise<void> {
	await page.goto(`${n8n}/workflow/new`);
	await page.getByTestId('canvas-add-button').waitFor();
}

/** Opens a node of a saved workflow. */
export async function openNode(page: Page, n8n: string, workflow: string, name: string): Promise<void> {
	await page.goto(`${n8n}/workflow/${workflow}`);
	await page.locator(ofNode(name)).dblclick();
	await page.getByTestId('node-execute-button').waitFor();
}

/** The names that n8n's panel of nodes finds for these words, in its order. */
export async function foundNodes(page: Page, words: string): Promise<string[]> {
	const search = page.getByTestId('node-creator-search-bar');
	const names = page.getByTestId('node-creator-item-name');
	// A search for nothing that exists in between: what is read afterwards belongs to these words.
	await search.fill('qqqqqqqq');
	await names.first().waitFor({ state: 'detached' });
	await search.fill(words);
	await names.first().waitFor();
	return await names.allInnerTexts();
}

/**
 * Adds a node that is looked for by words: of one that n8n did not come with, it shows the details first. `action`: a
 * part of what it is to do, where it can do several things. Its form opens.
 */
export async function addNode(page: Page, words: string, name: string, action?: string): Promise<void> {
	await page.getByTestId('node-creator-plus-button').first().click();
	await page.getByTestId('node-creator-search-bar').fill(words);
	await page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).first().click();
	if (action !== undefined)
		await page.getByTestId('node-creator-item-name').filter({ hasText: action }).first().click();
	else if (name.startsWith('VidiCore')) await page.getByRole('button', { name: 'Add to workflow' }).click();
}

/** Chooses an entry of a picker's list. */
export async function pick(page: Page, parameter: string, entry: string | RegExp): Promise<void> {
	await openList(page, parameter);
	await page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
}

/** What a picker says whose list cannot be had or is empty. */
export async function listSays(page: Page, parameter: string): Promise<string> {
	await openList(page, parameter);
	return await seen(page.getByTestId('rlc-error-container'));
}

const openList = (page: Page, parameter: string): Promise<void> =>
	page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();

/** Executes the open node. Resolves to what it says when it fails: the headline and what to do. */
export async function failure(page: Page): Promise<{ headline: string; advice: string }> {
	await page.getByTestId('node-execute-button').click();
	const headline = await seen(page.getByTestId('node-error-message'));
	const description = page.getByTestId('node-error-description');
	return { headline, advice: (await description.isVisible()) ? await description.innerText() : '' };
}

/** Executes the open node. Resolves to the texts of the table with its output. */
export async function output(page: Page): Promise<string> {
	await page.getByTestId('node-execute-button').click();
	return await seen(page.getByTestId('output-panel').locator('table').first());
}

async function seen(place: Locator): Promise<string> {
	await place.waitFor();
	return await place.innerText();
}
