/**
 * What to say of a server that could not be asked, by the system's code, in words that complete "https://host …".
 */
export function connectionWords(code: string): string {
	// Node's words for an answer that it cannot read.
	if (code.startsWith('HPE_')) return `answered with something that is not HTTP (${code}); look at what is in between`;
	return words[code] ?? `could not be asked (${code || 'no answer'})`;
}

/** The system's code, and whether there was a connection yet, out of errors that are wrapped around each other. */
export function systemError(error: unknown): { code: string; whileConnecting: boolean } {
	let found = '';
	for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
		const { code, cause, name, syscall, message } = at as Record<string, unknown>;
		// n8n's own guard against private addresses looks before anything is sent; its errors have a name and no code.
		if (typeof name === 'string' && name.startsWith('SsrfBlocked')) return { code: blocked, whileConnecting: true };
		if (code === 'EPROTO' && String(message).includes('wrong version number')) found = 'ERR_SSL_WRONG_VERSION_NUMBER';
		if (found === '' && typeof code === 'string' && /^[A-Z_0-9]+$/.test(code)) found = code;
		if (found === '' && (name === 'AbortError' || name === 'CanceledError')) found = 'ERR_CANCELED';
		if (syscall === 'connect' || syscall === 'getaddrinfo') return { code: found, whileConnecting: true };
		at = cause;
	}
	return { code: found, whileConnecting: false };
}

const blocked = 'BLOCKED';

const words: Record<string, string> = {
	[blocked]:
		'may not be asked: n8n guards against requests to that address (N8N_SSRF_PROTECTION_ENABLED); ' +
		'whoever runs n8n can allow it',
	ECONNREFUSED: 'refuses connections: nothing is listening there',
	ENOTFOUND: 'is not known: there is no server of that name',
	EAI_AGAIN: 'cannot be looked up: the name service did not answer',
	ECONNRESET: 'cut the connection before its answer was complete',
	ECONNABORTED: 'did not answer in time',
	ETIMEDOUT: 'did not answer in time',
	EHOSTUNREACH: 'cannot be reached from here',
	EHOSTDOWN: 'cannot be reached from here',
	ENETDOWN: 'cannot be reached from here',
	EADDRNOTAVAIL: 'cannot be reached from here',
	ENETUNREACH: 'cannot be reached from here',
	CERT_HAS_EXPIRED: 'has a certificate that has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate from an authority that is not trusted here',
	CERT_NOT_YET_VALID: 'has a certificate that is not valid yet; look at the clock of both machines',
	CERT_REVOKED: 'has a certificate that was revoked',
	EPROTO: 'does not agree on how to encrypt; http may be meant instead of https, or another port',
	ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak https there; http may be meant, or another port',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate from an authority that is not known here',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
	ERR_CANCELED: 'was not waited for: the execution was cancelled',
};
