import { attachSibling } from '../../tools/lab/setUpService';
import { useN8n, workflowOf } from '../support/inN8n';

// What other services than the face service find, as files.
const at = useN8n({ speed: 600 });

test('transcript-and-labels: spoken words as subtitles, labels as a table; again, nothing is billed', async () => {
	for (const name of ['Speech-to-Text', 'Video and Image Analysis']) await attachSibling(at.world, at.http, name);
	const workflow = workflowOf('transcript-and-labels.json', { Videos: { jsonOutput: '{ "itemIds": ["VX-108"] }' } });
	const { status, error, nodes } = await at.run(workflow);
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
	const [subtitles, table] = ['Subtitles', 'Table of Labels'].map((name) => nodes[name]?.outputs[0]?.[0]);
	expect(subtitles).toMatchObject({
		json: { itemId: 'VX-108', fileName: 'VX-108-results.srt', results: 4 },
		binary: { data: { mimeType: 'application/x-subrip' } },
	});
	expect(table).toMatchObject({
		json: { itemId: 'VX-108', fileName: 'VX-108-results.csv', results: 2 },
		binary: { data: { mimeType: 'text/csv' } },
	});
	const again = await at.run(workflow);
	for (const name of ['Transcribe', 'Find Labels'])
		expect([nodes[name]?.items, again.nodes[name]?.items]).toMatchObject([[{ started: true }], [{ started: false }]]);
});
