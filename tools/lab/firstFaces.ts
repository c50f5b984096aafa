import type { Locator, Page } from 'playwright-core';

/** What somebody did: each click and each field that was typed into is one action. */
export class Walk {
	/** In words, in their order. */
	readonly actions: string[] = [];

	constructor(
		private readonly page: Page,
		/** Is told when something is on the screen that is worth a picture. */
		private readonly seen: (name: string) => Promise<void> = () => Promise.resolve(),
	) {}

	async click(words: string, place: Locator): Promise<void> {
		await place.click();
		this.actions.push(words);
	}

	async type(words: string, place: Locator, text: string): Promise<void> {
		await place.fill(text);
		this.actions.push(words);
	}

	async picture(name: string): Promise<void> {
		await this.seen(name);
	}

	/** Chooses an entry of a list: once to open it, once to choose. */
	async choose(field: string, parameter: string, entry: RegExp, what: string): Promise<void> {
		const list = this.page.getByTestId(`resource-locator-${parameter}`);
		await this.click(`*${field}*: open the list`, list.getByTestId('rlc-input'));
		await this.click(`Choose ${what}`, this.entry(entry));
	}

	entry(entry: RegExp): Locator {
		return this.page.getByTestId('rlc-item').filter({ hasText: entry }).first();
	}
}

/**
 * From an empty canvas to who is seen when in a video, by one step, as somebody does it who sees these screens for the
 * first time. Callback and service are set up. `login`: the name of the credential where there are several; a single
 * one n8n chooses by itself. Resolves when the faces are on the screen, to the table's words.
 */
export async function firstFaces(
	page: Page,
	n8n: string,
	walk: Walk,
	{ video, login }: { video: RegExp; login?: string },
): Promise<string> {
	await page.goto(`${n8n}/workflow/new`);
	const add = page.getByTestId('canvas-add-button');
	await add.waitFor();
	await walk.click('*Add first step…*', add);
	const names = page.getByTestId('node-creator-item-name');
	await walk.type('Type `analyze item`', page.getByTestId('node-creator-search-bar'), 'analyze item');
	const ours = names.getByText('VidiCore Analyze Item', { exact: true });
	await ours.waitFor();
	await walk.click('Choose *VidiCore Analyze Item*', ours);
	const action = names.filter({ hasText: 'get who is seen when' });
	await action.waitFor();
	await walk.picture('actions');
	await walk.click('Choose *Run the billed analysis of an item and get who is seen when*', action);
	const item = page.getByTestId('resource-locator-itemId');
	await item.waitFor();
	if (login !== undefined) {
		await walk.click('*Credential*: open the list', page.getByTestId('node-credentials-select'));
		await walk.click('Choose the credential', page.getByText(login, { exact: true }).last());
	}
	await item.hover();
	const fixed = page.getByTestId('itemId-parameter-input-options-container').getByTestId('radio-button-fixed');
	await walk.click('*Item*: point at it and click *Fixed*, the list opens', fixed);
	await walk.entry(video).waitFor();
	await walk.picture('item');
	await walk.click('Choose the video', walk.entry(video));
	await walk.choose('Service', 'resourceId', /Face Training and Analysis/, 'the service');
	await walk.choose('Callback', 'callbackId', /s3:/, 'the callback');
	await walk.picture('filled-in');
	await walk.click('*Execute step*', page.getByTestId('node-execute-button'));
	const table = page.getByTestId('output-panel').locator('table').first();
	await table.waitFor();
	await walk.picture('faces');
	return await table.innerText();
}
