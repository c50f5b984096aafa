import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import type { S3Keys } from '../../s3/calls';
import { keyProblem } from '../../s3/checkKeys';
import { problemText } from './problemWords';
import { sendInTest } from './sendHttp';

/** The test behind the "Retry" button of the callback storage credential. */
export async function callbackStorageTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = await keyProblem({ ...(credential.data as unknown as S3Keys), send: sendInTest(this) });
	return problem
		? { status: 'Error', message: problemText(problem) }
		: { status: 'OK', message: 'S3 knows this key pair' };
}
