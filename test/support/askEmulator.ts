import type { World } from '../../tools/emulator/world';

export interface AskOptions {
	body?: string;
	accept?: string;
	type?: string;
	user?: string;
	/** Instead of a login by name. */
	authorization?: string;
}

/** Sends to an emulated VidiCore without any code of ours in between. A user's password is the user's name. */
export async function askEmulator(
	{ vidiCore }: Pick<World, 'vidiCore'>,
	method: string,
	path: string,
	{
		body,
		accept = 'application/json',
		type = 'application/json',
		user = 'admin',
		authorization = `Basic ${Buffer.from(`${user}:${user}`).toString('base64')}`,
	}: AskOptions = {},
) {
	const response = await fetch(vidiCore.baseUrl + path, {
		method,
		body,
		headers: { accept, 'content-type': type, authorization },
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		json: () => JSON.parse(text) as Record<string, unknown>,
	};
}
