import { callbackStorageTest } from '../buckets/callbackStorage';
import { defineNode } from '../kit/defineNode';
import { createCallbackResource } from './createCallbackResource.operation';

export class CreateCallbackResource extends defineNode({
	name: 'createCallbackResource',
	title: 'Create Callback Resource',
	description: 'Tell VidiCore the S3 folder through which the face service hands over its results',
	subtitle:
		'={{ "Create: " + ($parameter["bucket"] ? $parameter["bucket"] + ' +
		'($parameter["folder"] ? "/" + $parameter["folder"] : "") : "callback resource") }}',
	credentials: [
		{ name: 'vidiCoreApi', required: true, displayName: 'Login for VidiCore' },
		{
			name: 'vidiCoreCallbackStorageApi',
			required: true,
			testedBy: 'callbackStorageTest',
			displayName: 'Key Pair for the Bucket',
		},
	],
	methods: { credentialTest: { callbackStorageTest } },
	operation: createCallbackResource,
}) {}
