import type { Browser, Page } from 'playwright-core';
import { signIn, startBrowser } from '../../tools/lab/browser';
import type { RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';

/** A browser for a file of tests, and for each of them a person of its own who is signed in to that n8n. */
export function useBrowser(n8n: () => RunningN8n): () => Page {
	let browser: Browser;
	let page: Page | undefined;
	beforeAll(async () => void (browser = await startBrowser(stopwatch())), 20 * 60_000);
	afterAll(() => browser?.close());
	beforeEach(async () => {
		const person = await browser.newContext({ viewport: { width: 1280, height: 900 } });
		page = await person.newPage();
		page.setDefaultTimeout(60_000); // for one that hangs, not for a busy machine
		await signIn(page, n8n().url, n8n().login);
	});
	afterEach(() => page?.context().close());
	return () => {
		if (!page) throw new Error('No test runs');
		return page;
	};
}
