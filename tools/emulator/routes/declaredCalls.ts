import { accessChangeCalls } from './accessChanges';
import { accessKeyCalls } from './accessKeys';
import { bulkyMetadataCalls } from './bulkyMetadata';
import { changeSetCalls } from './changeSets';
import { collectionChangeCalls } from './collectionChanges';
import { componentCalls } from './components';
import { configurationCalls } from './configurationProperties';
import type { DeclaredCall } from './declared';
import { essenceCalls } from './essences';
import { fieldAccessCalls } from './fieldAccess';
import { fieldGroupMemberCalls } from './fieldGroupMembers';
import { fileChangeCalls } from './fileChanges';
import { groupCalls } from './groups';
import { importPlaceCalls } from './importPlaces';
import { jobPoolCalls } from './jobPools';
import { keptCalls } from './kept/systemFamilies';
import { libraryCalls } from './libraries';
import { listJobCalls } from './listJobs';
import { logCalls } from './logs';
import { metadataDocumentCalls } from './metadataDocuments';
import { metadataLockCalls } from './metadataLocks';
import { oddCalls } from './oddCalls';
import { pictureChangeCalls } from './pictureChanges';
import { quotaCalls } from './quotas';
import { relationChangeCalls } from './relationChanges';
import { searchFileCalls } from './searchFiles';
import { searchHistoryCalls } from './searchHistory';
import { sequenceCalls } from './sequences';
import { shapeMakingCalls } from './shapeMaking';
import { shapeNameCalls } from './shapeNames';
import { sidecarCalls } from './sidecars';
import { subtitleExportCalls } from './subtitleExports';
import { storageChangeCalls } from './storageChanges';
import { storageGroupCalls } from './storageGroups';
import { storageRuleCalls } from './storageRules';
import { switchCalls } from './switches';
import { taskDefinitionCalls } from './taskDefinitions';
import { taskGroupCalls } from './taskGroups';
import { userChangeCalls } from './userChanges';

/** Calls that declare their parameters themselves. */
export const declaredCalls: readonly DeclaredCall[] = [
	...accessChangeCalls,
	...accessKeyCalls,
	...bulkyMetadataCalls,
	...changeSetCalls,
	...collectionChangeCalls,
	...componentCalls,
	...configurationCalls,
	...essenceCalls,
	...fieldAccessCalls,
	...fieldGroupMemberCalls,
	...fileChangeCalls,
	...groupCalls,
	...importPlaceCalls,
	...jobPoolCalls,
	...keptCalls,
	...libraryCalls,
	...listJobCalls,
	...logCalls,
	...metadataDocumentCalls,
	...metadataLockCalls,
	...oddCalls,
	...pictureChangeCalls,
	...quotaCalls,
	...relationChangeCalls,
	...searchFileCalls,
	...searchHistoryCalls,
	...sequenceCalls,
	...shapeMakingCalls,
	...shapeNameCalls,
	...sidecarCalls,
	...storageChangeCalls,
	...storageGroupCalls,
	...storageRuleCalls,
	...subtitleExportCalls,
	...switchCalls,
	...taskDefinitionCalls,
	...taskGroupCalls,
	...userChangeCalls,
];
