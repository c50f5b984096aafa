import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';
import { debianPackages, unpacked } from './debian';
import type { Log } from './progress';

/** What a headless Chromium needs where there is no display, no sandbox of the system's, and nobody to update it. */
const args = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * A headless Chromium: that of this system, or else Debian's, unpacked into the cache. Rejects where neither can be
 * had.
 */
export async function startBrowser(log: Log): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id'); // as n8n's editor has it
	const installed = chromiumOfSystem();
	if (installed !== undefined) return await chromium.launch({ executablePath: installed, args });
	const root = await debianPackages('chromium-1', ['chromium', 'fonts-liberation', 'fontconfig-config'], log);
	const { libraries, ...environment } = unpacked(root);
	return await chromium.launch({
		executablePath: join(root, 'usr/lib/chromium/chromium'),
		args,
		env: {
			...(environment as Record<string, string>),
			LD_LIBRARY_PATH: `${environment.LD_LIBRARY_PATH}:${join(libraries, 'pulseaudio')}`,
			FONTCONFIG_PATH: join(root, 'etc/fonts'),
			XDG_DATA_HOME: join(root, 'usr/share'),
		},
	});
}

function chromiumOfSystem(): string | undefined {
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	const look = names.map((name) => `command -v ${name}`).join(' || ');
	try {
		return execFileSync('sh', ['-c', look], { encoding: 'utf8' }).trim() || undefined;
	} catch {
		return undefined;
	}
}

/** Signs in to n8n's editor. */
export async function signIn(
	page: Page,
	url: string,
	{ email, password }: { email: string; password: string },
): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(email);
	await page.locator('input[name="password"]').fill(password);
	await page
		.locator('button[type="button"], button[type="submit"]')
		.filter({ hasText: /sign in/i })
		.first()
		.click();
	await page.waitForURL((at) => !at.pathname.startsWith('/signin'));
}
