import type { S3Access } from '../../s3/client';
import { giveAccess } from '../../s3/giveAccess';
import type { Grant } from '../../s3/policy/grant';

// A process of its own that prepares buckets when it is told to: what another worker of n8n is.
process.on('message', ({ id, access, grant }: { id: number; access: S3Access; grant: Grant }) => {
	giveAccess(access, grant, {
		createIfMissing: false,
		despiteConditions: false,
		pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	}).then(
		({ change }) => process.send?.({ id, change }),
		(error: Error & { kind?: string }) => process.send?.({ id, kind: error.kind, message: error.message }),
	);
});
