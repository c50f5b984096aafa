import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signIn, startBrowser } from '../../tools/lab/browser';
import type { RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';

/**
 * A browser for a file of tests, and for each of them a window of its own whose user is signed in to that n8n. Signed
 * in once: n8n lets the same user do that a few times a minute only.
 */
export function useBrowser(n8n: () => RunningN8n): () => Page {
	let browser: Browser;
	let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
	let page: Page | undefined;
	const newPage = async (storageState?: typeof signedIn) => {
		const person = await browser.newContext({ viewport: { width: 1280, height: 900 }, storageState });
		const opened = await person.newPage();
		opened.setDefaultTimeout(60_000); // for one that hangs, not for a busy machine
		return opened;
	};
	beforeAll(async () => {
		browser = await startBrowser(stopwatch());
		const first = await newPage();
		await signIn(first, n8n().url, n8n().login);
		signedIn = await first.context().storageState();
		await first.context().close();
	}, 20 * 60_000);
	afterAll(() => browser?.close());
	beforeEach(async () => void (page = await newPage(signedIn)));
	afterEach(() => page?.context().close());
	return () => {
		if (!page) throw new Error('No test runs');
		return page;
	};
}
