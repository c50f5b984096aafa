import type { INode } from 'n8n-workflow';
import { loadScenario, type Scenario } from '../emulator/scenario';
import type { World, WorldOptions } from '../emulator/world';
import { vidiCoreOver } from '../lab/fetchTransport';
import type { WorkflowFile } from '../lab/n8nRest';
import { located, ourNode, wireTo } from '../lab/workflowNode';
import { filesOnStorage } from '../../vidicore/storages/files';

type Archive = Pick<WorldOptions, 'scenario' | 'files' | 'faceService' | 'media'>;

/** The archive before one of its videos has come into it: the file lies on the storage, and is in no item. */
export function withFileOnly(archive: Archive, videoId: string): Archive & { scenario: Scenario } {
	const scenario = archive.scenario ?? loadScenario();
	const videos = scenario.videos.filter(({ id }) => id !== videoId);
	const incoming = scenario.videos.filter(({ id }) => id === videoId);
	return { ...archive, scenario: { ...scenario, videos, incoming: [...(scenario.incoming ?? []), ...incoming] } };
}

/** The same archive as it is when the video is in it under this id, to compare with. */
export const withVideo = (scenario: Scenario, file: string, id: string): Scenario => ({
	...scenario,
	videos: [
		...scenario.videos,
		...(scenario.incoming ?? []).filter((one) => one.file === file).map((one) => ({ ...one, id })),
	],
});

/**
 * The id of the file on the archive's storage. A scripted service looks at nothing, so a text may stand for a file
 * that nobody has made. Rejects when there is none.
 */
export async function fileIdOf(world: World, file: string, isReal: boolean): Promise<string> {
	const http = vidiCoreOver(world.vidiCore.baseUrl);
	const { id } = world.scenario.storage;
	if (!isReal)
		await http.send('POST', `/API/storage/${id}/file/data`, {
			query: [['path', file]],
			body: Buffer.from(`stands for ${file}`),
			contentType: 'application/octet-stream',
		});
	for await (const page of filesOnStorage(http, id, { path: file, states: [] }, 1))
		for (const { fileId } of page) return fileId;
	throw new Error(`The storage has no file ${file}`);
}

/** The face workflow with the file's import before its analysis, which then takes the item that comes out. */
export function importFirst(workflow: WorkflowFile, fileId: string, title: string): WorkflowFile {
	const at = (name: string): INode => {
		const node = workflow.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`The workflow has no node "${name}"`);
		return node;
	};
	const [before, analyze] = [at('Wait For Training'), at('Analyze Item')];
	const [x, y] = analyze.position;
	const moved = workflow.nodes.map((node) =>
		node.position[0] >= x
			? { ...node, position: [node.position[0] + 440, node.position[1]] as [number, number] }
			: node,
	);
	const added: INode[] = [
		{
			...ourNode('Import', 'vidiCore', { operation: 'import', source: 'file', fileId: located(fileId), title }),
			position: [x, y],
		},
		{ ...ourNode('Wait For Import', 'waitForJob', { jobId: located('={{ $json.jobId }}') }), position: [x + 220, y] },
	];
	return {
		...workflow,
		nodes: [
			...moved.map((node) =>
				node.name === analyze.name
					? { ...node, parameters: { ...node.parameters, itemId: located('={{ $json.itemId }}') } }
					: node,
			),
			...added,
		] as INode[],
		connections: {
			...workflow.connections,
			[before.name]: { main: [wireTo('Import')] },
			Import: { main: [wireTo('Wait For Import')] },
			'Wait For Import': { main: [wireTo(analyze.name)] },
		},
	};
}
