import { openForm } from '../support/forms';
import { eventually, useN8n, workflowOf } from '../support/inN8n';
import { readFaces } from '../support/readFaces';

// From a name to a video in the archive, with a form.
const at = useN8n({ speed: 600 });

/** Answers the page at which an execution waits, and shows what comes next. */
async function goOn(url: string, answer: string): Promise<void> {
	const answers = new FormData();
	answers.set('field-1', answer);
	expect((await fetch(url, { method: 'POST', body: answers })).ok).toBe(true);
}

/** n8n leaves a page unanswered that is asked for before the execution waits at it. */
async function lastPage(id: string, url: string): Promise<string> {
	const links = () =>
		at.world.vidiCore.requests.filter(({ method, path }) => /^POST .*\/uri/.test(`${method} ${path}`));
	await eventually(
		() => Promise.resolve(links()),
		({ length }) => length > 0,
	);
	await eventually(
		() => at.n8n.rest.executions(id),
		([execution]) => execution?.status === 'waiting',
	);
	return await (await fetch(url)).text();
}

test('every-second-of-x: the plan is shown, the reel is made when it is wanted, and the link opens it', async () => {
	await at.trained();
	await at.ended(...(await Promise.all(['VX-108', 'VX-110'].map((video) => at.analysis(video)))));
	const workflow = workflowOf('every-second-of-x.json');
	const id = await at.published(workflow);
	const page = await openForm(at.n8n, id, workflow, { 'field-0': 'ada nordin' });
	expect(page.html).toContain('Ada Nordin');
	expect(page.html).toMatch(/4 clips out of 2 videos/);
	expect(page.html).toContain('10:00:00:');
	await goOn(page.url, 'Make it');
	const html = await lastPage(id, page.url);
	expect(html).toContain('Ada Nordin is in the archive');
	const [, link = ''] = /href="([^"]+)"[^>]*>Ada/.exec(html) ?? /href="([^"]*APInoauth[^"]*)"/.exec(html) ?? [];
	expect((await fetch(link.replace(/&amp;/g, '&'))).status).toBe(200);
	await fetch(page.url, { method: 'POST' }); // the last page does so, and ends the execution
	const [made] = await at.itemsArrived(id, 'Make the Reel');
	expect(made).toMatchObject({ started: true, clips: 4, videos: 2 });
	expect(new Set((await readFaces(at.http, String(made?.itemId))).map(({ person }) => person))).toContain('Ada Nordin');
});

test('every-second-of-x: an unknown name is told on the page, with the nearest, and nothing is made', async () => {
	await at.trained();
	const workflow = workflowOf('every-second-of-x.json');
	const id = await at.published(workflow);
	const page = await openForm(at.n8n, id, workflow, { 'field-0': 'Ada Nordim' });
	expect(page.html).toContain('Nothing was made');
	expect(page.html).toMatch(/nobody called .*Ada Nordim.*Perhaps you mean .*Ada Nordin/s);
	await fetch(page.url, { method: 'POST' });
	expect(at.world.vidiCore.requests.some(({ path }) => path.startsWith('/API/conform'))).toBe(false);
});
