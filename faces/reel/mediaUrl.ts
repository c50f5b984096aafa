import type { SourceVideo } from './segment';

/**
 * Where an editing system is to look for a video's file, as a URL. `folder` is a URL or a path as people write them;
 * '' is beside the edit list.
 */
export function mediaUrl({ fileName, itemId }: SourceVideo, folder: string): string {
	const file = encodeURIComponent(fileName || itemId);
	const base = folderUrl(folder.trim().replace(/\\/g, '/'));
	return base === '' || base.endsWith('/') ? base + file : `${base}/${file}`;
}

function folderUrl(folder: string): string {
	if (/^[a-z][a-z0-9+.-]+:/i.test(folder)) return folder;
	if (/^[a-z]:/i.test(folder)) return `file:///${encodeURI(folder)}`;
	if (folder.startsWith('//')) return `file:${encodeURI(folder)}`; // a share of Windows
	return folder.startsWith('/') ? `file://${encodeURI(folder)}` : encodeURI(folder);
}
