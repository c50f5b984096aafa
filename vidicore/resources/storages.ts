import type { VidiCoreHttp } from '../http';
import { readStorages } from '../storages/storages';
import { liesInside, s3Location, type S3Location } from './s3Uri';

/**
 * The ids of VidiCore's storages that scan this folder or something inside it. A callback folder must not be one (the
 * guide): VidiCore would take the service's result files for new media. Throws a VidiCoreError. The list is recorded; a
 * storage without a readable S3 address is passed over.
 */
export async function storagesOver(http: VidiCoreHttp, folder: S3Location): Promise<string[]> {
	return (await readStorages(http))
		.filter(({ uris }) =>
			uris.some((uri) => {
				const found = s3Location(uri)?.location;
				return found !== undefined && (liesInside(folder, found) || liesInside(found, folder));
			}),
		)
		.map(({ id }) => id);
}
