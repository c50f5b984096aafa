import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { s3Uri, type S3Location } from '../../vidicore/resources/s3Uri';
import { storagesOver } from '../../vidicore/resources/storages';

/**
 * What speaks against a callback folder because VidiCore scans it; `unseen` when this user may not see the storages.
 * Throws a VidiCoreError.
 */
export async function scannedFolder(
	http: VidiCoreHttp,
	location: S3Location,
): Promise<{ warning?: string; unseen?: boolean }> {
	try {
		const storages = await storagesOver(http, location);
		if (storages.length === 0) return {};
		const plural =
			storages.length > 1
				? `storages ${storages.join(', ')}, which VidiCore scans`
				: `storage ${storages[0]}, which VidiCore scans`;
		return {
			warning:
				`The folder ${s3Uri(location)} overlaps with ${plural}: it may take the results of the face service for new ` +
				'media. Choose a folder outside.',
		};
	} catch (error) {
		if (error instanceof VidiCoreError && isNotShown(error)) {
			return {
				unseen: true,
				warning:
					'VidiCore does not let this user see its storages, so it could not be checked whether one of them scans ' +
					'this folder.',
			};
		}
		return await Promise.reject(error);
	}
}

/** A right is missing, or such an address; a redirect or another page says nothing of rights. */
const isNotShown = ({ kind, status }: VidiCoreError): boolean =>
	['forbidden', 'notFound', 'notYetImplemented'].includes(kind) ||
	(kind === 'notVidiCore' && status !== undefined && [403, 404, 405].includes(status));
