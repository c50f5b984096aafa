import { percentEncode } from '../percentEncode';
import { withoutOuterSlashes } from '../slashes';

/** A folder of a bucket. `folder` has no slash at either end; '' is the whole bucket. */
export interface S3Location {
	bucket: string;
	folder: string;
}

/**
 * Reads `s3://KEY:SECRET@bucket/folder/?more` (the guide's form); undefined for any other kind of address. Drops the
 * secret.
 */
export function s3Location(uri: string): { location: S3Location; accessKeyId?: string } | undefined {
	// A secret may hold an unencoded slash: what has a colon before its first slash is a key pair, up to the last @.
	const parts = /^s3:\/\/(?:([^:@/?#]*):.*@|([^:@/?#]*)@)?([^/?#]+)\/?([^?#]*)/i.exec(uri.trim());
	if (!parts) return undefined;
	const [, withSecret, alone, bucket = '', path = ''] = parts;
	const user = withSecret ?? alone;
	return { location: { bucket, folder: tidyFolder(decoded(path)) }, accessKeyId: user ? decoded(user) : undefined };
}

/** The address of a folder; with the key pair for VidiCore's eyes, without for everybody else's. */
export function s3Uri(location: S3Location, keys?: { accessKeyId: string; secretAccessKey: string }): string {
	const user = keys ? `${percentEncode(keys.accessKeyId)}:${percentEncode(keys.secretAccessKey)}@` : '';
	const path = location.folder === '' ? '' : `${location.folder.split('/').map(percentEncode).join('/')}/`;
	return `s3://${user}${location.bucket}/${path}`;
}

export const sameLocation = (a: S3Location, b: S3Location): boolean => a.bucket === b.bucket && a.folder === b.folder;

/** Whether `inner` is `outer` or lies somewhere below it. */
export const liesInside = (inner: S3Location, outer: S3Location): boolean =>
	inner.bucket === outer.bucket &&
	(outer.folder === '' || inner.folder === outer.folder || inner.folder.startsWith(`${outer.folder}/`));

/** A folder without the slashes at either end. */
export const tidyFolder = withoutOuterSlashes;

/** Percent-encoded text as it was. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // a stray % is taken as it stands
	}
}
