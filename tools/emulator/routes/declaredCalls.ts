import { essenceCalls } from './essences';
import { oddCalls } from './oddCalls';
import { listJobCalls } from './listJobs';
import { importPlaceCalls } from './importPlaces';
import { sidecarCalls } from './sidecars';
import { componentCalls } from './components';
import { shapeMakingCalls } from './shapeMaking';
import { searchFileCalls } from './searchFiles';
import { searchHistoryCalls } from './searchHistory';
import { collectionChangeCalls } from './collectionChanges';
import { pictureChangeCalls } from './pictureChanges';
import { metadataDocumentCalls } from './metadataDocuments';
import { changeSetCalls } from './changeSets';
import { bulkyMetadataCalls } from './bulkyMetadata';
import { fieldGroupMemberCalls } from './fieldGroupMembers';
import { fieldAccessCalls } from './fieldAccess';
import { relationChangeCalls } from './relationChanges';
import { accessChangeCalls } from './accessChanges';
import { storageGroupCalls } from './storageGroups';
import { storageChangeCalls } from './storageChanges';
import { metadataLockCalls } from './metadataLocks';
import { fileChangeCalls } from './fileChanges';
import { accessKeyCalls } from './accessKeys';
import { configurationCalls } from './configurationProperties';
import type { DeclaredCall } from './declared';
import { groupCalls } from './groups';
import { jobPoolCalls } from './jobPools';
import { keptCalls } from './kept/systemFamilies';
import { libraryCalls } from './libraries';
import { logCalls } from './logs';
import { quotaCalls } from './quotas';
import { storageRuleCalls } from './storageRules';
import { switchCalls } from './switches';
import { taskDefinitionCalls } from './taskDefinitions';
import { taskGroupCalls } from './taskGroups';
import { userChangeCalls } from './userChanges';

/** Calls that declare their parameters themselves. */
export const declaredCalls: readonly DeclaredCall[] = [
	...essenceCalls,
	...oddCalls,
	...listJobCalls,
	...importPlaceCalls,
	...sidecarCalls,
	...componentCalls,
	...shapeMakingCalls,
	...searchFileCalls,
	...searchHistoryCalls,
	...collectionChangeCalls,
	...pictureChangeCalls,
	...metadataDocumentCalls,
	...changeSetCalls,
	...bulkyMetadataCalls,
	...fieldGroupMemberCalls,
	...fieldAccessCalls,
	...relationChangeCalls,
	...accessChangeCalls,
	...storageGroupCalls,
	...storageChangeCalls,
	...metadataLockCalls,
	...fileChangeCalls,
	...accessKeyCalls,
	...configurationCalls,
	...groupCalls,
	...jobPoolCalls,
	...keptCalls,
	...libraryCalls,
	...logCalls,
	...quotaCalls,
	...storageRuleCalls,
	...switchCalls,
	...taskDefinitionCalls,
	...taskGroupCalls,
	...userChangeCalls,
];
