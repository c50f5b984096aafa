import type { VidiCoreHttp } from '../http';
import { liesInside, s3Location, type S3Location } from './s3Uri';

interface StorageListDocument {
	storage?: Array<{ id?: string; method?: Array<{ uri?: string }> }>;
}

/**
 * The ids of VidiCore's storages that scan this folder or something inside it. A callback folder must not be one (the
 * guide): VidiCore would take the service's result files for new media. Throws a VidiCoreError. Shape of the list:
 * inferred; a storage without a readable S3 address is passed over.
 */
export async function storagesOver(http: VidiCoreHttp, folder: S3Location): Promise<string[]> {
	const list = await http.json<StorageListDocument>('GET', '/API/storage', { query: [['number', 1000]] });
	return (list.storage ?? [])
		.filter(({ method }) =>
			(method ?? []).some(({ uri }) => {
				const found = s3Location(uri ?? '')?.location;
				return found !== undefined && (liesInside(folder, found) || liesInside(found, folder));
			}),
		)
		.map(({ id }) => id ?? 'without id');
}
