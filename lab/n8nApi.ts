import { setTimeout as sleep } from 'node:timers/promises';

export interface Login {
	email: string;
	password: string;
}

/** n8n's own REST interface, the one its editor uses; it is not a published one and may change with n8n's version. */
export class N8nApi {
	private cookie = '';

	constructor(
		readonly url: string,
		private readonly login: Login,
	) {}

	/** Signs in as soon as n8n lets us. `alive` tells whether waiting still makes sense. Throws when it is not ready within the time. */
	async signIn(timeoutMs: number, alive: () => boolean): Promise<void> {
		const until = Date.now() + timeoutMs;
		const body = JSON.stringify({ emailOrLdapLoginId: this.login.email, password: this.login.password });
		let last = 'no answer';
		while (Date.now() < until && alive()) {
			const response = await fetch(`${this.url}/rest/login`, { method: 'POST', body, headers: { 'content-type': 'application/json' } }).catch(() => undefined);
			const cookie = response?.headers.getSetCookie().find((text) => text.startsWith('n8n-auth='));
			if (response?.ok && cookie) {
				this.cookie = cookie.split(';')[0] ?? '';
				return;
			}
			if (response) last = `${response.status} ${(await response.text()).slice(0, 200)}`;
			await sleep(150);
		}
		throw new Error(alive() ? `n8n did not let us sign in within ${timeoutMs / 1000} s (last: ${last}).` : 'n8n ended while it was starting.');
	}

	/** What the editor's browser sends with each call. */
	headers(): Record<string, string> {
		return { cookie: this.cookie, origin: this.url };
	}

	/** The `data` of n8n's answer. Throws with n8n's own message for every status but 2xx. */
	async call<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, extraHeaders?: Record<string, string>): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { ...this.headers(), ...extraHeaders, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${messageOf(text)}`);
		const answer = JSON.parse(text) as { data?: T };
		return (answer !== null && typeof answer === 'object' && 'data' in answer ? answer.data : answer) as T;
	}
}

function messageOf(text: string): string {
	try {
		return (JSON.parse(text) as { message?: string }).message ?? text;
	} catch {
		return text.slice(0, 500);
	}
}
