import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { serverRoot } from '../vidicore/baseUrl';

/**
 * Where VidiCore is and who we are. Basic login is the safest choice for long waits: VidiCore's user tokens live for
 * a minute unless an administrator made them longer.
 */
export class VidiCoreApi implements ICredentialType {
	name = 'vidiCoreApi';

	displayName = 'VidiCore API';

	icon = { light: 'file:../icons/vidiCore.svg', dark: 'file:../icons/vidiCore.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-vidicore/n8n-nodes-vidicore/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://vidicore.example.com',
			description: 'Where your VidiCore is, with or without /API at the end. Without http:// or https:// it is https.',
			hint:
				'If the test says ENOTFOUND: no server has this name. ECONNREFUSED: nothing listens there. ETIMEDOUT: nothing ' +
				'answers. EPROTO: http in place of https, or another port.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'User Name and Password', value: 'basic' },
				{ name: 'VidiCore User Token', value: 'token' },
				{ name: 'Bearer Token', value: 'bearer' },
			],
			default: 'basic',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['basic'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['basic'] } },
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token', 'bearer'] } },
			description:
				'A VidiCore user token ends after a minute unless an administrator asked for a longer one with auto-refresh',
		},
		{
			displayName: 'Run As',
			name: 'runAs',
			type: 'string',
			default: '',
			placeholder: 'e.g. archive-robot',
			description: 'Do everything in the name of this user. Needs the login of an administrator.',
		},
		{
			displayName: 'Link to an Item',
			name: 'itemLinkTemplate',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://portal.example.com/item/{id}',
			description:
				'Where people look at an item, in the front end that you have for VidiCore. With {id} in the place of its ID, ' +
				'rows about a video bear such a link. Empty: none.',
		},
		{
			displayName: 'Ignore TLS Problems (Insecure)',
			name: 'ignoreTlsProblems',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even when the certificate of the server cannot be verified',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// Only the credential test has a base URL of its own; n8n shows what is thrown here, and of a bad URL only a code.
		if (requestOptions.baseURL !== undefined) serverRoot(text(credentials.baseUrl));
		const headers: Record<string, string> = { authorization: authorization(credentials) };
		const runAs = text(credentials.runAs);
		if (runAs) headers.RunAs = runAs;
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, ...headers },
			skipSslCertificateValidation: credentials.ignoreTlsProblems === true,
		};
	}

	test: ICredentialTestRequest = {
		request: {
			// The same as serverRoot; n8n takes only an expression here.
			baseURL:
				"={{$credentials.baseUrl.trim().replace(/^(?!.*[:][/][/])/, 'https://')" +
				".replace(/[/]+$/, '').replace(/[/]API$/i, '')}}",
			url: '/API/version',
			headers: { accept: 'application/json' },
			timeout: 20_000,
			disableFollowRedirect: true, // or the login would go to whatever host the answer names
		},
		rules: [
			...[301, 302, 303, 307, 308].map((code) =>
				rule(
					code,
					`The server points to another address (${code}), which was not followed. If VidiCore has moved, for example ` +
						'from http to https, put its new address into the Base URL; if that is a page to sign in, what stands in ' +
						'front of VidiCore must let n8n pass.',
				),
			),
			rule(401, 'VidiCore is there, but refuses this login. Check the user name and password, or the token.'),
			rule(
				403,
				'VidiCore is there and knows this login, but does not allow it. Check the rights of the user and the Run As field.',
			),
			rule(404, 'A server is there, but no VidiCore at this address. Check the Base URL.'),
			rule(
				502,
				'The gateway in front of VidiCore answers, but VidiCore itself does not (502). It may be starting, paused or down.',
			),
			rule(503, 'VidiCore is not available at the moment (503). It may be starting, paused or down.'),
			rule(
				504,
				'The gateway in front of VidiCore waited in vain for its answer (504). It may be starting, paused or down.',
			),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'component',
					value: undefined,
					message: 'A server is there, but it does not answer as VidiCore does. Check the Base URL.',
				},
			},
		] as ICredentialTestRequest['rules'], // n8n reads both kinds side by side; its type allows only one
	};
}

function rule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}

function authorization(credentials: ICredentialDataDecryptedObject): string {
	if (credentials.authentication === 'token') return `token ${text(credentials.token)}`; // the scheme word is lower case
	if (credentials.authentication === 'bearer') return `Bearer ${text(credentials.token)}`;
	const login = `${text(credentials.username)}:${typeof credentials.password === 'string' ? credentials.password : ''}`;
	return `Basic ${Buffer.from(login, 'utf8').toString('base64')}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
