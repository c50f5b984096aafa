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

async function seen(place: Locator): Promise<string> {
	await place.waitFor();
	return await place.innerText();
}
