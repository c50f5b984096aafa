import { NodeApiError, NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';
import { VidiCoreError, type Fault, type FaultKind } from '../../vidicore/errors';
import { redact } from '../../vidicore/redact';
import { hiderOf } from './secrets';

/** Something the user can mend: what happened, and what to do next. */
export class UserError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** What an error is about, in one word that workflows can branch on; what no call of VidiCore gave is `notPossible`. */
export const codeOf = (error: unknown): FaultKind | 'notPossible' =>
	error instanceof VidiCoreError ? error.kind : 'notPossible';

/** What an error needs to know of where it happened. */
type Failed = Pick<IExecuteFunctions, 'getNode'>;

/**
 * Any error as n8n shows it, on the item it concerns: what happened, then what to do. No key, no request, no body in
 * it.
 */
export function nodeError(failed: Failed, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const [node, hide] = [withoutKeys(failed.getNode()), hiderOf(failed)];
	const message = hide(error instanceof Error ? error.message : String(error));
	if (error instanceof VidiCoreError) {
		const httpCode = error.status === undefined ? undefined : String(error.status);
		return new NodeApiError(node, {}, { message, description: hide(advice(error)), httpCode, itemIndex });
	}
	const description = error instanceof UserError ? hide(error.advice) : undefined;
	return new NodeOperationError(node, message, { description, itemIndex });
}

/** n8n stores the node with the error, parameters and all; a ResourceDocument or an address among them holds a key. */
function withoutKeys(node: INode): INode {
	const { resourceDocument, storageUri, url } = node.parameters;
	return {
		...node,
		parameters: {
			...node.parameters,
			...(resourceDocument === undefined ? {} : { resourceDocument: '***' }),
			...(typeof storageUri === 'string' ? { storageUri: redact(storageUri) } : {}),
			...(typeof url === 'string' ? { url: redact(url) } : {}),
		},
	};
}

function advice(error: VidiCoreError): string {
	const { fault } = error;
	switch (fault.kind) {
		case 'notAuthorized':
			return 'Check the user name and password, or the token, in the VidiCore credential.';
		case 'forbidden':
			return (
				'The user of the VidiCore credential lacks a right for this. Ask an administrator of VidiCore for the role, ' +
				'or use another login.'
			);
		case 'notFound':
			return notFoundAdvice(fault);
		case 'tooManyRequests':
			return (
				'VidiCore, or what stands in front of it, takes no more requests for now. Wait and run this again; fewer ' +
				'workflows or items at the same time may help.'
			);
		case 'tookTooLong':
			return (
				'VidiCore answers too slowly, or there is more to ask for than fits into one run of an item. Ask for less at ' +
				'a time, or try again when VidiCore has less to do.'
			);
		case 'notVidiCore':
			return fault.pointsTo === undefined ? somethingElse : redirectAdvice(fault.pointsTo);
		case 'unreachable':
			return (
				'Check the Base URL in the VidiCore credential, and that VidiCore is running and reachable from n8n. An ' +
				'instance at VidiNet can be paused or limited to known addresses.'
			);
		case 'badAnswer':
			return (
				'The answer did not arrive whole or is not what VidiCore’s API describes. Try again; if it stays, look at ' +
				'what stands between n8n and VidiCore.'
			);
		case 'unknownStart':
			return 'Look into VidiCore’s job list before you run this again: a second job would be billed as well.';
		case 'conflict':
		case 'fileAlreadyExists':
			return (
				'Something in VidiCore stands against it, for example a change made at the same time. Look at the item in ' +
				'VidiCore and try again.'
			);
		case 'licenseFault':
			return 'VidiCore’s licence does not allow this. Ask whoever runs your VidiCore.';
		case 'cancelled':
			return 'Nothing is left to do. A job that was started goes on in VidiCore.';
		case 'internalServer':
			return 'VidiCore had trouble with this. Try again later; if it stays, the log of VidiCore says more.';
		case 'invalidInput':
		case 'notYetImplemented':
			return 'VidiCore does not take this as it is. Check the fields of this node; the text above is VidiCore’s own.';
	}
}

const somethingElse =
	'Something answers at this address, but not as VidiCore does. Check the Base URL in the VidiCore credential, ' +
	'and what stands between n8n and VidiCore.';

const redirectAdvice = (pointsTo: string): string =>
	`${pointsTo === '' ? 'It does not say where' : `It points to ${pointsTo}`}; nothing was sent there. If VidiCore ` +
	'has moved, for example from http to https, put its new address into the Base URL of the VidiCore credential. ' +
	'If that is a page to sign in, what stands in front of VidiCore must let n8n pass.';

function notFoundAdvice({ subject, id, otherKind }: Fault): string {
	if (otherKind !== undefined && subject !== undefined)
		return `Pick the ${subject.toLowerCase()} from the list, or look at the expression that gives its id.`;
	const named = id ? ` "${id}"` : '';
	if (/metadata-?field/i.test(subject ?? '')) {
		const ofFaceService = /^(vcs|adu)_/.test(id ?? 'vcs_');
		return `VidiCore has no metadata field${named}. ${
			ofFaceService
				? 'Run the node "VidiCore Configure Fields" for the face service once.'
				: 'Check its name: upper and lower case count.'
		}`;
	}
	return (
		`VidiCore does not know${subject ? ` the ${subject.toLowerCase()}` : ''}${named || ' this id'}. Pick it from ` +
		'the list, or check the id: it looks like VX-108.'
	);
}
