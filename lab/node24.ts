import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, nodeMajor } from './cache';
import { installOnce } from './installOnce';
import { npm, writeManifest } from './npm';

/** The path of a node that n8n runs on: this one when it is new enough, else one from the npm package `node`. Throws when that cannot be had. */
export async function ensureNode24(log: Log): Promise<string> {
	if (Number(process.versions.node.split('.')[0]) >= nodeMajor) return process.execPath;
	const folder = await installOnce({
		name: `node-${nodeMajor}`,
		what: `Fetching Node ${nodeMajor}, on which n8n runs (this is ${process.version}): 190 MB, about 15 s`,
		log,
		install: async (fresh) => {
			writeManifest(fresh, { node: `^${nodeMajor}` }, ['node']);
			await npm({ folder: fresh, args: ['install', '--ignore-scripts=false'], doing: `fetching Node ${nodeMajor}`, log });
			if (!existsSync(binary(fresh))) throw new Error(`npm installed the package "node", but there is no ${binary(fresh)}. Install Node ${nodeMajor} from https://nodejs.org and run this again.`);
		},
	});
	return binary(folder);
}

const binary = (folder: string) => join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
