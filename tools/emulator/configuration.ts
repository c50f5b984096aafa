import { importPortraits } from './portraits';
import type { Store } from './store';
import { uncertain } from './uncertain';

const fields = [
	...[
		'value',
		'isTrainingMaterial',
		'method',
		'status',
		'externalId',
		'isTrainingCollection',
		'isSampleCollection',
	].map((name) => `vcs_face_${name}`),
	...['analyzerId', 'analysisType', 'creationDate', 'value', 'valueId', 'av_value', 'av_valueId', 'av_confidence'].map(
		(name) => `adu_${name}`,
	),
];
/** Ids are one token, names are words; the guide names the fields only. */
const typeOf = (name: string): string =>
	name.endsWith('confidence') ? 'float' : /Id$/.test(name) ? 'string-exact' : 'string';

const jobTypes = ['VCS_TRAINING_MERGE_ITEMS', 'VCS_TRAINING_RELABEL_ITEM'];
export const trainingCollectionName = 'FaceTrainingDataset';
export const trainingTag = 'vcs_face_isTrainingMaterial';

/**
 * What configuring the face service creates (the guide): its fields, one shape tag, two job types, the training
 * collection.
 */
export function configurationSteps(store: Store, preCheck: boolean): object[] {
	const things = [
		...fields.map((name) =>
			thing(`Create metadata field ${name}`, `metadata-field/${name}`, store.metadataFields.has(name), () =>
				store.metadataFields.set(name, { type: typeOf(name) }),
			),
		),
		thing(`Create shape tag ${trainingTag}`, `shape-tag/${trainingTag}`, store.shapeTags.has(trainingTag), () =>
			store.shapeTags.add(trainingTag),
		),
		...jobTypes.map((name) =>
			thing(`Create job type ${name}`, `task-definition/jobtype/${name}`, store.jobTypes.has(name), () =>
				store.jobTypes.add(name),
			),
		),
		thing(
			`Create collection ${trainingCollectionName}`,
			'collection',
			[...store.collections.values()].some(({ name }) => name === trainingCollectionName),
			() => {
				const collection = store.collectionNamed(trainingCollectionName);
				collection.fields.set('vcs_face_isTrainingCollection', 'true');
				importPortraits(store, collection);
			},
		),
	];
	return things.map(({ description, resource, exists, make }, index) => {
		if (!preCheck && !exists) make();
		const { exists: there, would, done } = uncertain.stepWords;
		return { order: index + 1, description, resource, result: exists ? there : preCheck ? would : done, success: true };
	});
}

const thing = (description: string, resource: string, exists: boolean, make: () => unknown) => ({
	description,
	resource,
	exists,
	make,
});
