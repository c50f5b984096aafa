import { authorize, bucketOf, signedIn } from '../access';
import { S3Error } from '../errors';
import { type Context, type S3Answer, accountOf } from '../types';
import { parseXml, text, toXml } from '../xml';

export function listBuckets(context: Context): S3Answer {
	const user = signedIn(context);
	const account = accountOf(user);
	const own = [...context.buckets.values()]
		.filter(({ owner }) => owner === account)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return {
		status: 200,
		body: toXml('ListAllMyBucketsResult', {
			Owner: { ID: account, DisplayName: account },
			Buckets: {
				Bucket: own.map(({ name, created, region }) => ({
					Name: name,
					CreationDate: created.toISOString(),
					BucketRegion: region,
				})),
			},
		}),
	};
}

/** As AWS has made buckets since April 2023: owner enforced, public access blocked, encrypted with S3's own key. */
export function createBucket(context: Context): S3Answer {
	const { request, region, buckets, now } = context;
	const owner = accountOf(signedIn(context));
	const name = request.bucket;
	if (!isBucketName(name))
		throw new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
	checkLocation(context);
	const there = buckets.get(name);
	if (there && there.owner !== owner) {
		throw new S3Error(
			'BucketAlreadyExists',
			409,
			'The requested bucket name is not available. The bucket namespace is shared by all users of the system. ' +
				'Please select a different name and try again.',
			{ BucketName: name },
		);
	}
	// us-east-1 answers 200 to the owner, every other region refuses.
	if (there && region !== 'us-east-1') {
		throw new S3Error(
			'BucketAlreadyOwnedByYou',
			409,
			'Your previous request to create the named bucket succeeded and you already own it.',
			{ BucketName: name },
		);
	}
	if (!there) {
		buckets.set(name, {
			name,
			owner,
			region,
			created: now,
			publicAccessBlock: {
				BlockPublicAcls: true,
				IgnorePublicAcls: true,
				BlockPublicPolicy: true,
				RestrictPublicBuckets: true,
			},
			encryption: { algorithm: 'AES256' },
			objects: new Map(),
		});
	}
	return { status: 200, headers: { location: `/${name}` } };
}

function checkLocation({ request, region }: Context): void {
	const asked =
		request.body.length === 0
			? undefined
			: text(parseXml(request.body, 'CreateBucketConfiguration'), 'LocationConstraint');
	if (asked === 'us-east-1')
		throw new S3Error('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
			LocationConstraint: asked,
		});
	if ((asked ?? 'us-east-1') === region) return;
	const which = asked === undefined ? 'unspecified' : asked;
	throw new S3Error(
		'IllegalLocationConstraintException',
		400,
		`The ${which} location constraint is incompatible for the region specific endpoint this request was sent to.`,
	);
}

export function headBucket(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:ListBucket');
	return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
}

export function deleteBucket(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:DeleteBucket');
	if (bucket.objects.size > 0)
		throw new S3Error('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', {
			BucketName: bucket.name,
		});
	context.buckets.delete(bucket.name);
	return { status: 204 };
}

export function getBucketLocation(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:GetBucketLocation');
	return {
		status: 200,
		body: toXml('LocationConstraint', {}, bucket.region === 'us-east-1' ? undefined : bucket.region),
	};
}

/** AWS's rules for the names of general purpose buckets. */
function isBucketName(name: string): boolean {
	return (
		/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
		!name.includes('..') &&
		!/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
		!/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
		!/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
	);
}
