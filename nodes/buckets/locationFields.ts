import { tidyFolder, type S3Location } from '../../vidicore/resources/s3Uri';
import { UserError } from '../kit/errors';

/**
 * The bucket and folder the user typed, tidied. Throws a UserError for what cannot be one, before anything is asked or
 * changed.
 */
export function locationOf({ bucket, folder }: S3Location): S3Location {
	// AWS's rule for bucket names; a pasted s3:// address or URL fails here rather than in VidiCore.
	if (
		!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) ||
		bucket.includes('..') ||
		/^\d+\.\d+\.\d+\.\d+$/.test(bucket)
	) {
		throw new UserError(
			`"${bucket}" is not the name of an S3 bucket`,
			'Enter the bare name, such as my-station-callback: 3 to 63 lower-case letters, digits, dots and hyphens.',
		);
	}
	const tidy = tidyFolder(folder);
	// *, ? and $ are wildcards and variables in a bucket policy: they would let the service into other folders as well.
	if (
		folder.includes('//') ||
		tidy.split('/').some((part) => part === '..' || part === '.' || part !== part.trim()) ||
		/[\p{Cc}\\?#*$%]/u.test(tidy)
	) {
		throw new UserError(
			`"${folder}" cannot be used as a folder`,
			'Enter a plain path such as vidinet-callback or results/faces, without "..", "//", "?", "#", "*", "$", "%" or ' +
				'a backslash.',
		);
	}
	return { bucket, folder: tidy };
}
