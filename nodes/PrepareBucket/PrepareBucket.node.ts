import { callbackStorageTest } from '../buckets/callbackStorage';
import { defineNode } from '../kit/defineNode';
import { checkBucket } from './check.operation';
import { giveBucketAccess } from './giveAccess.operation';
import { showWhatToDo } from './showWhatToDo.operation';
import { takeBucketAccessAway } from './takeAccessAway.operation';

/**
 * Beside Create Callback Resource and not in it: the buckets of the source media have nothing to do with a callback,
 * there are often several, and they often belong to somebody with other keys.
 */
export class PrepareBucket extends defineNode({
	name: 'prepareBucket',
	title: 'Prepare Bucket',
	description: 'Let the face service read your media and write its results in S3, or check whether it may',
	credentials: [
		{
			name: 'vidiCoreCallbackStorageApi',
			required: true,
			testedBy: 'callbackStorageTest',
			displayName: 'Key Pair for the Bucket',
		},
		{
			name: 'vidiCoreApi',
			required: false,
			displayName: 'Login for VidiCore',
			displayOptions: { show: { operation: ['check'], purpose: ['callback'] } },
		},
	],
	methods: { credentialTest: { callbackStorageTest } },
	about: { value: 'bucket', label: 'Bucket' },
	operations: [giveBucketAccess, checkBucket, showWhatToDo, takeBucketAccessAway],
	default: 'giveAccess',
}) {}
