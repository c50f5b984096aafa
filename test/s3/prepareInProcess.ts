import type { S3Keys } from '../../s3/calls';
import { giveAccess } from '../../s3/giveAccess';
import type { Grant } from '../../s3/policy/grant';
import { n8nSends } from '../support/n8nSends';

// A process of its own that prepares buckets when it is told to: what another worker of n8n is.
process.on('message', ({ id, access, grant }: { id: number; access: S3Keys; grant: Grant }) => {
	giveAccess({ ...access, send: n8nSends }, grant, {
		createIfMissing: false,
		despiteConditions: false,
		pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	}).then(
		({ change }) => process.send?.({ id, change }),
		(error: Error & { kind?: string }) => process.send?.({ id, kind: error.kind, message: error.message }),
	);
});
