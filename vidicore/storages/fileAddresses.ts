import { answerAddress } from '../answerAddress';
import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import type { ByteStream } from '../transport';

/** The minutes for which a temporary address can be good (documented). */
export const linkMinutes = { least: 1, most: 720 };

/**
 * An address that opens a file without a login for so many minutes (documented: pre-signed at S3 and Azure, else one of
 * VidiCore's own). It is made for others and never asked by us, so its host may be another than ours. Throws a
 * VidiCoreError.
 */
export async function temporaryAddress(
	http: VidiCoreHttp,
	fileId: string,
	minutes: number,
	signal?: AbortSignal,
): Promise<string> {
	const query = [['duration', minutes]] as const;
	const path = `/API/file/${segment(fileId)}/uri`;
	const list = await ask(http, 'POST', path, `a link to the file ${fileId}`, { query, body: '{}', signal });
	const [address] = list.texts('uri');
	if (address === undefined) throw list.bad('it names no address');
	if (address.startsWith('/')) return answerAddress(http.root, address).url;
	if (!/^https?:\/\/[^/@\s]+\//i.test(address)) throw list.bad('its address is none that can be opened in a browser');
	return address;
}

/**
 * Hands the bytes of a file on as they come (documented: raw). `size` in bytes, where it is known. Resolves to how many
 * came. Throws a VidiCoreError, or the NotStored of `save`.
 */
export async function downloadFile(
	http: VidiCoreHttp,
	{ fileId, size }: { fileId: string; size?: number },
	save: (stream: ByteStream, headers: Readonly<Record<string, string>>) => Promise<void>,
	signal?: AbortSignal,
): Promise<number> {
	const path = `/API/file/${segment(fileId)}/data`;
	return await http.download(path, size, { save, signal, what: `the file ${fileId}` });
}
