/**
 * What can go wrong with a bucket, with the facts of it. `bucket` is its name, or '' where the request was about none;
 * `statement` says how a statement of the policy is called. What to do about it depends on who asks and is not said
 * here.
 */
export type S3Fault =
	/** The key pair: not known, another secret, a token that has run out, a signature of another time. */
	| { kind: 'unknownKey' | 'wrongSecret' | 'badToken' | 'wrongClock' }
	| { kind: 'wrongRegion'; bucket: string; region: string; actual?: string }
	/** `before`: what was about to be done; without it the bucket went away under way. */
	| { kind: 'noBucket'; bucket: string; before?: 'giving' | 'taking' }
	| { kind: 'denied'; action: string; bucket: string }
	/** The name is somebody else's. */
	| { kind: 'nameTaken'; bucket: string }
	| { kind: 'badBucketName'; bucket: string }
	| { kind: 'notImplemented'; action: string }
	/** No answer came; `code` is the system's (ECONNREFUSED …) or the error's name. */
	| { kind: 'unreachable'; region: string; endpoint?: string; code: string }
	/** What answers is no S3 server, or points elsewhere (`host` '' where it does not say); nothing was sent there. */
	| { kind: 'notS3' }
	| { kind: 'redirected'; action: string; bucket: string; status: number; host: string }
	/** Any other refusal, by S3's own word for it. */
	| { kind: 'refused'; action: string; bucket: string; answer: string }
	/** S3 does not take a policy; the second one because of a user who was deleted. */
	| { kind: 'malformedPolicy'; bucket: string; reason: string }
	| { kind: 'deletedPrincipal'; bucket: string; statement: string; id: string }
	| { kind: 'unreadablePolicy'; why: string }
	| { kind: 'policyTooLarge'; bytes: number; limit: number }
	| { kind: 'badPrincipal'; principal: string }
	| { kind: 'otherPartition'; partition: string; ofPrincipal: string }
	/** The statement of our name says something else. */
	| { kind: 'changedStatement'; sid: string }
	/** A Deny stands against the grant, for certain or depending on the keys of a condition. */
	| { kind: 'denies'; statement: string }
	| { kind: 'mayDeny'; statement: string; conditions: string[] }
	/** The policy lets everybody in, and the public access block stands against that. */
	| { kind: 'publicPolicy'; bucket: string }
	| { kind: 'forbidsChange'; bucket: string; statement: string }
	| { kind: 'mayForbidChange'; bucket: string; statement: string; conditions: string[] }
	/** Somebody else changed the policy, before or after we wrote. */
	| { kind: 'changedMeanwhile'; bucket: string; written: boolean }
	| { kind: 'notShownYet'; bucket: string };

/** What S3 did not do, or what would be wrong to do. The message is in AWS's terms and never holds a key. */
export class S3Problem extends Error {
	constructor(readonly fault: S3Fault) {
		super(inAwsTerms(fault));
		this.name = 'S3Problem';
	}

	get kind(): S3Fault['kind'] {
		return this.fault.kind;
	}
}

const unreachable: Record<string, string> = {
	ECONNREFUSED: 'nothing is listening there',
	ENOTFOUND: 'there is no server of that name',
	EAI_AGAIN: 'the name service did not answer',
	ETIMEDOUT: 'it did not answer in time',
	TimeoutError: 'it did not answer in time',
	AbortError: 'it did not answer in time',
	ECONNRESET: 'it cut the connection',
	EHOSTUNREACH: 'it cannot be reached from here',
	EPROTO: 'it does not speak https there; http may be meant, or another port',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https there; http may be meant, or another port',
	BLOCKED: 'requests to that address are not allowed from here',
	ERR_CANCELED: 'the execution was cancelled',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'it has a self-signed certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'it has a certificate from an authority that is not trusted here',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'it has a certificate from an authority that is not known here',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it has a certificate that cannot be verified',
	CERT_HAS_EXPIRED: 'it has a certificate that has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'it has a certificate for another name',
};

const on = (bucket: string) => (bucket ? ` on the bucket "${bucket}"` : '');

function inAwsTerms(fault: S3Fault): string {
	switch (fault.kind) {
		case 'unknownKey':
			return 'S3 does not know this Access Key ID';
		case 'wrongSecret':
			return 'The Secret Access Key does not belong to this Access Key ID';
		case 'badToken':
			return 'S3 does not take the session token (it has run out, or belongs to another key)';
		case 'wrongClock':
			return 'S3 refuses the signature because the clock of this machine is wrong';
		case 'wrongRegion': {
			const { bucket, region, actual } = fault;
			const but = actual && actual !== region ? ` but in ${actual}` : '';
			return `${bucket ? `The bucket "${bucket}"` : 'This key pair'} is not in the region ${region}${but}`;
		}
		case 'noBucket':
			return `There is no bucket "${fault.bucket}"`;
		case 'denied':
			return `The key pair may not do ${fault.action}${on(fault.bucket)}`;
		case 'nameTaken':
			return `The bucket "${fault.bucket}" belongs to somebody else: names of buckets are shared by all users of AWS`;
		case 'badBucketName':
			return `"${fault.bucket}" is not the name of an S3 bucket`;
		case 'notImplemented':
			return `This S3 server has no ${fault.action}`;
		case 'unreachable': {
			const where = fault.endpoint || `in the region ${fault.region}`;
			return `S3 ${where} could not be asked: ${unreachable[fault.code] ?? fault.code}`;
		}
		case 'notS3':
			return 'Something answers there, but not as S3 does';
		case 'redirected': {
			const { action, bucket, status, host } = fault;
			const where = host ? ` to ${host}` : '';
			return `The S3 server answered ${action}${on(bucket)} with a redirect (${status})${where}, which was not followed`;
		}
		case 'refused':
			return `S3 refused ${fault.action}${on(fault.bucket)}: ${fault.answer}`;
		default:
			return aboutPolicy(fault);
	}
}

type Kind = S3Fault['kind'];
type Of<K extends Kind> = Extract<S3Fault, { kind: K }>;
type AboutPolicy = Exclude<
	S3Fault,
	| Of<'unreachable' | 'refused' | 'wrongRegion' | 'noBucket' | 'denied' | 'nameTaken' | 'badBucketName'>
	| Of<'notImplemented' | 'notS3' | 'redirected'>
	| { kind: 'unknownKey' | 'wrongSecret' | 'badToken' | 'wrongClock' }
>;

function aboutPolicy(fault: AboutPolicy): string {
	switch (fault.kind) {
		case 'malformedPolicy':
			return `S3 does not take the policy of the bucket "${fault.bucket}": ${fault.reason}`;
		case 'deletedPrincipal':
			return (
				`S3 refuses every policy of the bucket "${fault.bucket}" that holds ${fault.statement}: ` +
				`it names a user or role that has been deleted (${fault.id})`
			);
		case 'unreadablePolicy':
			return `The policy of the bucket cannot be read: ${fault.why}`;
		case 'policyTooLarge':
			return `The bucket policy would be ${fault.bytes} bytes; S3 takes at most ${fault.limit}`;
		case 'badPrincipal':
			return `"${fault.principal}" is not the ARN of a user`;
		case 'otherPartition':
			return (
				`A bucket in the partition ${fault.partition} cannot let in a user ` + `of the partition ${fault.ofPrincipal}`
			);
		case 'changedStatement':
			return `The bucket policy has a statement "${fault.sid}" that somebody has changed`;
		case 'denies':
			return `In the bucket policy ${fault.statement} denies what the grant needs, and a Deny wins over every Allow`;
		case 'mayDeny':
			return (
				`In the bucket policy ${fault.statement} may deny what the grant needs; ` +
				`that depends on ${fault.conditions.join(', ')}`
			);
		case 'publicPolicy':
			return (
				`The policy of the bucket "${fault.bucket}" lets everybody in, and the bucket’s Public Access Block stands ` +
				'against public policies: with both, S3 keeps other accounts out'
			);
		case 'forbidsChange':
			return (
				`The policy of the bucket "${fault.bucket}" itself forbids changing it: ` +
				`${fault.statement} denies s3:PutBucketPolicy to everybody`
			);
		case 'mayForbidChange': {
			const depends = fault.conditions.length > 0 ? `, depending on ${fault.conditions.join(', ')}` : '';
			return (
				`The policy of the bucket "${fault.bucket}" itself may forbid changing it: ` +
				`${fault.statement} denies s3:PutBucketPolicy${depends || ' to all but those it names'}`
			);
		}
		case 'changedMeanwhile':
			return `Somebody else changed the policy of the bucket "${fault.bucket}" at the same moment`;
		case 'notShownYet':
			return `The policy of the bucket "${fault.bucket}" was written, but S3 does not show it yet`;
	}
}
