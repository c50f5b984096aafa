import { accessRoutes } from './access';
import { clipRoutes } from './clips';
import { collectionMemberRoutes } from './collectionMembers';
import { collectionRoutes } from './collections';
import { costRoutes } from './costs';
import { fileRoutes } from './files';
import { importRoutes } from './imports';
import { declaredCalls } from './declaredCalls';
import { deletionLockRoutes } from './deletionLocks';
import { externalIdRoutes } from './externalIds';
import { fieldChangeRoutes } from './fieldChanges';
import { fieldRoutes } from './fields';
import { itemRoutes } from './items';
import { jobRoutes } from './jobs';
import { metadataChangeRoutes } from './metadataChanges';
import { metadataEntryRoutes } from './metadataEntries';
import { metadataRoutes } from './metadata';
import { notificationRoutes } from './notifications';
import { relationRoutes } from './relations';
import { resourceRoutes } from './resources';
import { shapeChangeRoutes } from './shapeChanges';
import { shapeJobRoutes } from './shapeJobs';
import { shapeRoutes } from './shapes';
import { shapeTagRoutes } from './shapeTags';
import { storageRoutes } from './storages';
import { runAgainRoutes } from './runAgain';
import { searchRoutes } from './search';
import { systemRoutes } from './system';
import { pictureListRoutes } from './pictureLists';
import { storageDetailRoutes } from './storageDetails';
import { thumbnailRoutes } from './thumbnails';
import { userRoutes } from './users';
import { callOf, type Route } from './route';

/** How many parts of its path are variable. */
const openParts = (route: Route): number => callOf(route).split('{}').length;

/** All calls that the emulator answers; of those that match the one with the fewest variable parts does. */
export const routes: readonly Route[] = [
	...declaredCalls.map(({ route }) => route),
	...systemRoutes,
	...notificationRoutes,
	...userRoutes,
	...storageRoutes,
	...storageDetailRoutes,
	...fieldChangeRoutes,
	...fieldRoutes,
	...resourceRoutes,
	...jobRoutes,
	...runAgainRoutes,
	...costRoutes,
	...importRoutes,
	...shapeRoutes,
	...shapeTagRoutes,
	...shapeChangeRoutes,
	...shapeJobRoutes,
	...fileRoutes,
	...clipRoutes,
	...relationRoutes,
	...metadataRoutes,
	...metadataChangeRoutes,
	...metadataEntryRoutes,
	...externalIdRoutes,
	...accessRoutes,
	...deletionLockRoutes,
	...itemRoutes,
	...searchRoutes,
	...thumbnailRoutes,
	...pictureListRoutes,
	...collectionRoutes,
	...collectionMemberRoutes,
].sort((a, b) => openParts(a) - openParts(b));
