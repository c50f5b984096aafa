import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { keyProblem } from '../../s3/checkKeys';
import type { S3Access } from '../../s3/client';
import { problemText } from './problemWords';

/** The test behind the "Retry" button of the callback storage credential. */
export async function callbackStorageTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const problem = await keyProblem(credential.data as unknown as S3Access);
	return problem
		? { status: 'Error', message: problemText(problem) }
		: { status: 'OK', message: 'S3 knows this key pair' };
}
