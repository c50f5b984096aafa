import type { S3Keys } from '../calls';
import { partitionOf } from '../partition';

/** The domains of AWS, by partition. Source: partitions.json of the AWS SDK (dnsSuffix). */
const domains: Record<string, string> = {
	aws: 'amazonaws.com',
	'aws-cn': 'amazonaws.com.cn',
	'aws-us-gov': 'amazonaws.com',
	'aws-iso': 'c2s.ic.gov',
	'aws-iso-b': 'sc2s.sgov.gov',
	'aws-iso-e': 'cloud.adc-e.uk',
	'aws-iso-f': 'csp.hci.ic.gov',
	'aws-eusc': 'amazonaws.eu',
};

/**
 * Where a request about this bucket goes, without its query: by AWS's rules, the bucket is part of the host name where
 * it can be one that a certificate covers, and of the path otherwise. Throws for a region or endpoint that is none.
 */
export function addressOf({ region, endpoint, forcePathStyle = true }: S3Keys, bucket?: string): URL {
	const place = region.trim();
	if (!hostLabel.test(place)) throw new Error('Invalid region: region was not a valid DNS name.');
	const own = endpoint?.trim();
	const root = new URL(own || `https://s3.${place}.${domains[partitionOf(place)] ?? ''}`);
	[root.username, root.password, root.search, root.hash] = ['', '', '', ''];
	const path = root.pathname.replace(/\/$/, '');
	const byPath = (own && forcePathStyle) || isAddress(root.hostname) || !asHost(bucket ?? '');
	root.pathname = bucket !== undefined && byPath ? `${path}/${bucket}/` : `${path}/`;
	if (bucket !== undefined && !byPath) root.host = `${bucket}.${root.host}`;
	return root;
}

const hostLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** A certificate for *.s3… does not cover names with a dot (AWS: rules for virtual hosting). */
const asHost = (bucket: string): boolean => hostLabel.test(bucket);

const isAddress = (host: string): boolean => /^\d+(\.\d+){3}$/.test(host) || host.startsWith('[');
