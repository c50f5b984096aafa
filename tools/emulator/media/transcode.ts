import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { probeMedia } from '../files/probe';
import { factsOf, fileOf, newestEssence, shapesWith } from '../metadata/shapeDocument';
import type { Item, Shape } from '../entities';
import type { Studio } from './pictures';

/** What ffmpeg is told for a tag; what has no entry here keeps codecs and size. */
const presets: Readonly<Record<string, readonly string[]>> = {
	lowres: ['-vf', 'scale=-2:360', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-b:a', '64k'],
};

/**
 * Makes a further shape of an item out of its original: with ffmpeg where the emulator has it, else a copy that bears
 * the tag. Throws an Error when there are no media.
 */
export async function transcode({ store, jobs, imports }: Studio, item: Item, tag: string): Promise<void> {
	const [original] = shapesWith(item, ['original']);
	const source = original && fileOf(original, store);
	if (!original || !source || source.state === 'LOST') throw new Error(`The item ${item.id} has no media to transcode`);
	const from = imports.transfers.scratch();
	const to = `${imports.transfers.scratch()}.mp4`;
	try {
		await jobs.archives.in(source.storage.bucket).fetch(source.path, from);
		const { tools } = imports.intake;
		const asked = ['-nostdin', '-v', 'error', '-y', '-i', from, ...(presets[tag] ?? ['-c', 'copy']), to];
		if (tools) await promisify(execFile)(tools.ffmpeg, asked);
		const made = tools ? to : from;
		const facts = (tools && (await probeMedia(tools, made))) ?? factsOf(item, original);
		const file = `transcoded/${item.id}-${tag}.mp4`;
		await jobs.archives.own.putFile(file, made, 'video/mp4');
		store.files.at(store.archiveStorage, file, { size: statSync(made).size, timestamp: new Date(), state: 'CLOSED' });
		const shape: Shape = { id: store.nextId(), tag: [tag], mimeType: 'video/mp4', fields: new Map(), file };
		const essence = newestEssence(item);
		item.shapes.push({ ...shape, essence, ...(facts ? { facts } : {}), created: new Date() });
	} finally {
		for (const path of [from, to]) rmSync(path, { force: true });
	}
}
