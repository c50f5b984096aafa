import { takes, withUnknown } from './parameters';

/** What every call has that starts a job. */
export const job = takes('priority jobmetadata notification holdJob notificationData');

/** What is told of an item. */
export const content = withUnknown(
	'p',
	takes(
		'content field group interval sampleRate samplerate includeTransientMetadata noauth-url terse',
		'starttc track language conflict includeConstraintValue includeExtraData defaultValue include from to',
	),
);

export const page = takes('first number');

/** What every call has that takes a file in. */
export const arrival = takes(
	'tag no-transcode original importTag storageId filename',
	'createThumbnails createPosters thumbnailService resourceId growing settings sidecar xmpfile overrideFastStart ' +
		'requireFastStart fastStartLength no-mediacheck frame-rate externalId id ids noTranscode throttle transferPriority',
	job,
);
