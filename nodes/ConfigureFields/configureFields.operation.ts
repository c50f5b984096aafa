import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections } from '../../vidicore/items/collections';
import {
	alreadyThere,
	applyConfiguration,
	preCheckConfiguration,
	type ConfigurationResult,
	type ConfigurationStep,
} from '../../vidicore/resources/configuration';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';

type Mode = 'preCheck' | 'apply' | 'applyIfNeeded';

/** Checks and, as the mode says, applies the configuration of one item's service; gives the steps and what changed. */
export async function configureFields(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject[]> {
	const resourceId = locatedId(context, 'resourceId', 'Service', item);
	const mode = context.getNodeParameter('mode', item) as Mode;
	const check = await preCheckConfiguration(http, resourceId, false);
	const needed = check.steps.some((step) => !alreadyThere(step));
	const apply = mode === 'apply' || (mode === 'applyIfNeeded' && (needed || check.steps.length === 0));
	const done = apply ? await applyConfiguration(http, resourceId) : check;
	if (!done.success) throw failed(done, resourceId, apply);
	const changed = new Map(check.steps.map((step) => [stepKey(step), !alreadyThere(step)]));
	const steps = done.steps.map((step) => ({
		...withoutUndefined(step),
		changed: apply && (changed.get(stepKey(step)) ?? !alreadyThere(step)),
	}));
	const head = {
		...(await trainingCollection(http)),
		resourceId,
		serviceName: done.serviceName,
		configurationVersion: done.configurationVersion,
		applied: apply,
	};
	if (context.getNodeParameter('output', item, 'summary') === 'steps')
		return steps.map((step) => ({ ...head, ...step }));
	const missing = apply ? [] : check.steps.filter((step) => !alreadyThere(step)).map(({ description }) => description);
	return [{ ...head, changed: steps.filter((step) => step.changed).length, missing, steps }];
}

/**
 * The first training collection, so that Train Collection can follow; nothing before the service was ever configured.
 */
async function trainingCollection(http: VidiCoreHttp): Promise<IDataObject> {
	const [collection] = await findTrainingCollections(http).catch(async (error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'notFound' ? [] : await Promise.reject(error),
	);
	return collection ? { collectionId: collection.id, collectionName: collection.name } : {};
}

const stepKey = ({ order, resource, description }: ConfigurationStep) => `${order} ${resource} ${description}`;

function failed(result: ConfigurationResult, resourceId: string, applied: boolean): UserError {
	const steps = result.steps
		.filter(({ success }) => success === false)
		.map(({ description, result: words }) => `${description}: ${words}`);
	const why = [result.message, ...steps].filter(Boolean).join('; ') || 'VidiCore gives no reason';
	return new UserError(
		`The ${applied ? 'configuration' : 'pre-check of the configuration'} of the service ${resourceId} did not succeed: ${why}`,
		'Mend what the steps say in VidiCore and run this node again; steps that are done are not repeated.',
	);
}

function withoutUndefined(step: ConfigurationStep): IDataObject {
	return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)) as IDataObject;
}
