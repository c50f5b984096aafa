import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './cache';
import { npm } from './npm';

/**
 * Installs our tarball as n8n's own "install a community node" does: into `.n8n/nodes` below n8n's user folder, with its
 * runtime dependencies and without the peer, which n8n brings. Returns the folder of the installed package. Throws with npm's output.
 */
export async function installForN8n(userFolder: string, tarball: string, log: Log, node?: string): Promise<string> {
	const folder = join(userFolder, '.n8n', 'nodes');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }));
	await npm({ folder, node, args: ['install', tarball, '--ignore-scripts', '--legacy-peer-deps', '--omit=dev', '--prefer-offline', '--no-package-lock'], doing: 'installing the package into n8n', log });
	const installed = join(folder, 'node_modules', 'n8n-nodes-vidicore');
	if (!existsSync(installed)) throw new Error(`npm reported success, but there is no ${installed}.`);
	return installed;
}
