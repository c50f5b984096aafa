import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { openLab, workflowFiles, type Lab } from '.';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { signIn, startBrowser } from './browser';
import { vidiCoreOver } from './fetchTransport';
import { firstFaces, Walk } from './firstFaces';
import { root } from './package';
import { sampleWorld } from './realFaces';
import { stopwatch, type Log } from './progress';
import { takeScreens } from './screens';
import { endedJob, setUpService } from './setUpService';

/**
 * `npm run screenshots`: takes the pictures of docs and README anew, in a real browser. `-- --screens DIR` takes none
 * of them, but each form of each node in both themes into that folder, to be looked at.
 */
async function main(): Promise<void> {
	const log = stopwatch();
	const images = join(root, 'docs', 'images');
	mkdirSync(images, { recursive: true });
	const { screens } = parseArgs({ options: { screens: { type: 'string' } } }).values;
	if (screens !== undefined) return await screensInto(resolve(screens), log);
	await firstSteps(images, log);
	const lab = await openLab(log, { ...(await sampleWorld(log)), policies: 'source' });
	const browser = await startBrowser(log);
	try {
		const page = await browser.newPage({ viewport: { width: 1680, height: 720 } });
		await signIn(page, lab.n8n.url, lab.n8n.login);
		const workflow = workflowFiles()['face-workflow.json'];
		if (!workflow) throw new Error('workflows/face-workflow.json is missing');
		const id = await lab.importWorkflow(workflow);
		await page.goto(`${lab.n8n.url}/workflow/${id}`);
		await page.getByTestId('canvas-node').first().waitFor({ state: 'attached' });
		await page.waitForTimeout(3000); // until the canvas is drawn
		await page.getByTestId('execute-workflow-button').last().click();
		await page.getByText('Workflow executed successfully').waitFor({ timeout: 60_000 });
		await page.keyboard.press('1'); // zoom to fit
		await page.waitForTimeout(6000); // until the "success" toast is gone
		await page.screenshot({ path: join(images, 'face-workflow.png') });
		log('docs/images/face-workflow.png');
		for (const [node, file] of [
			['Get Face Timespans', 'get-face-timespans'],
			['Analyze Item', 'analyze-item'],
			['Create Callback Resource', 'create-callback-resource'],
		] as const) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
			await page.waitForTimeout(1500);
			await page.screenshot({ path: join(images, `${file}.png`) });
			await page.keyboard.press('Escape');
			await page.waitForTimeout(500);
			log(`docs/images/${file}.png`);
		}
		await unknownFaces(lab, browser, images);
		log('docs/images/unknown-faces-form.png');
		await everySecond(lab, browser, images);
		log('docs/images/every-second-of-x.png');
	} finally {
		await browser.close();
		await lab.close();
	}
}

/** Every form of every node, to be looked at. */
async function screensInto(folder: string, log: Log): Promise<void> {
	const lab = await openLab(log);
	const browser = await startBrowser(log);
	try {
		await setUpService(lab.world, vidiCoreOver(lab.world.vidiCore.baseUrl));
		await takeScreens(lab, browser, folder, log);
		log(folder);
	} finally {
		await browser.close();
		await lab.close();
	}
}

/** The way from an empty canvas to faces, in an archive where people are known. */
async function firstSteps(images: string, log: Log): Promise<void> {
	const lab = await openLab(log);
	const browser = await startBrowser(log);
	try {
		const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		const service = await setUpService(lab.world, http);
		const [training] = await findTrainingCollections(http);
		await endedJob(http, trainPath(training?.id ?? ''), service);
		const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
		await signIn(page, lab.n8n.url, lab.n8n.login);
		const walk = new Walk(page, async (name) => {
			await page.screenshot({ path: join(images, `first-faces-${name}.png`) });
			log(`docs/images/first-faces-${name}.png`);
		});
		await firstFaces(page, lab.n8n.url, walk, { video: /Council meeting, part one/ });
		log(`${walk.actions.length} actions`);
	} finally {
		await browser.close();
		await lab.close();
	}
}

/** The form in which unknown faces get names: those that the workflow before left unknown. */
async function unknownFaces(lab: Lab, browser: Browser, images: string): Promise<void> {
	const workflow = workflowFiles()['review-unknown-faces.json'];
	const form = workflow?.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	if (!workflow || !form) throw new Error('workflows/review-unknown-faces.json is missing or has no form');
	const { id: login, name } = lab.credentials.vidiCore;
	const [training] = await lab.n8n.rest.pick(
		'n8n-nodes-vidicore.manageFaces',
		'searchCollections',
		'parameters.trainingCollectionId',
		{ vidiCoreApi: { id: login, name } },
		'FaceTraining',
	);
	for (const { parameters } of workflow.nodes)
		if (parameters.addToTraining === true)
			parameters.trainingCollectionId = {
				__rl: true,
				mode: 'list',
				value: training?.value ?? '',
				cachedResultName: training?.name,
			};
	const id = await lab.importWorkflow(workflow);
	await lab.n8n.rest.publish(id);
	const person = await browser.newPage({ viewport: { width: 900, height: 900 } });
	await person.goto(`${lab.n8n.url}/form/${form.webhookId}`);
	await person.locator('button[type="submit"]').click();
	await person.locator('img[src*="thumbnail"]').first().waitFor({ timeout: 30_000 });
	await person.waitForTimeout(1500); // until the pictures are there
	await person.screenshot({ path: join(images, 'unknown-faces-form.png') });
	await person.close();
}

/** The page on which somebody sees what a reel would be, of a person whom the first workflow has found. */
async function everySecond(lab: Lab, browser: Browser, images: string): Promise<void> {
	const workflow = workflowFiles()['every-second-of-x.json'];
	const form = workflow?.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	if (!workflow || !form) throw new Error('workflows/every-second-of-x.json is missing or has no form');
	const id = await lab.importWorkflow(workflow);
	await lab.n8n.rest.publish(id);
	const person = await browser.newPage({ viewport: { width: 900, height: 760 } });
	await person.goto(`${lab.n8n.url}/form/${form.webhookId}`);
	await person.locator('input[name="field-0"]').fill('ada nordin');
	await person.locator('button[type="submit"]').click();
	await person.getByText('Shall it be made?').first().waitFor({ timeout: 30_000 });
	await person.waitForTimeout(1000); // until the page is drawn
	await person.screenshot({ path: join(images, 'every-second-of-x.png') });
	await person.close();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
