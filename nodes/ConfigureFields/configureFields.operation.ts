import type { IDataObject } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, type CollectionSummary } from '../../vidicore/items/collections';
import { lookAfterMs } from '../../vidicore/jobs/startJob';
import {
	alreadyThere,
	applyConfiguration,
	preCheckConfiguration,
	type ConfigurationResult,
	type ConfigurationStep,
} from '../../vidicore/resources/configuration';
import { UserError } from '../kit/errors';
import { choice } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { servicePicker } from '../pickers/service';

/** Checks and, as the mode says, applies the configuration of one item's service; gives the steps and what changed. */
export const configureFields = operation({
	value: 'configureFields',
	label: 'Configure Fields',
	action: 'Configure the fields of a service',
	description: 'Create in VidiCore what a service needs',
	fields: {
		resourceId: servicePicker,
		mode: choice({
			displayName: 'Mode',
			options: [
				{
					name: 'Apply if Needed',
					value: 'applyIfNeeded',
					description: 'Look first, and change VidiCore only when something is missing',
				},
				{
					name: 'Apply',
					value: 'apply',
					description: 'Apply the configuration of the service, also when all is there',
				},
				{ name: 'Pre-Check Only', value: 'preCheck', description: 'Only show what would be done' },
			],
			default: 'applyIfNeeded',
		}),
		output: choice({
			displayName: 'Output',
			options: [
				{
					name: 'One Item With All Steps',
					value: 'summary',
					description: 'Right when another node follows: it runs once',
				},
				{ name: 'One Item per Step', value: 'steps', description: 'Right for a list or a sheet' },
			],
			default: 'summary',
			description: 'What comes out. Nodes that follow run once for each item.',
		}),
	},
	outputs: {
		collectionId: 'The training collection, so that Train Collection can follow',
		collectionName: 'Its name',
		resourceId: 'The service',
		serviceName: 'Its name',
		configurationVersion: 'The version of its configuration',
		applied: 'Whether the configuration was applied, or only looked at',
		changed: 'How many steps changed something; on a step whether it did',
		missing: 'What is missing, when nothing was applied',
		steps: 'All steps, when they come as one item',
		order: 'The number of the step',
		resource: 'What kind of thing the step makes',
		description: 'What the step makes',
		success: 'Whether the step went well',
		result: 'What VidiCore says of the step',
	},
	async run({ resourceId, mode, output }, { vidiCore, signal }) {
		const http = await vidiCore();
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
			...(await trainingCollection(http, apply, signal)),
			resourceId,
			serviceName: done.serviceName,
			configurationVersion: done.configurationVersion,
			applied: apply,
		};
		if (output === 'steps') return steps.map((step) => ({ ...head, ...step }));
		const missing = apply
			? []
			: check.steps.filter((step) => !alreadyThere(step)).map(({ description }) => description);
		return [{ ...head, changed: steps.filter((step) => step.changed).length, missing, steps }];
	},
});

/**
 * The first training collection, so that Train Collection can follow. One that was made just now is in VidiCore's
 * search only after a moment (inferred), so after the configuration was applied it is looked for a few times.
 */
async function trainingCollection(http: VidiCoreHttp, applied: boolean, signal?: AbortSignal): Promise<IDataObject> {
	for (const pauses = applied ? [...lookAfterMs] : []; ;) {
		const collection = await firstCollection(http);
		if (collection) return { collectionId: collection.id, collectionName: collection.name };
		const pause = pauses.shift();
		if (pause === undefined || signal?.aborted) return {};
		await http.clock.sleep(pause, signal);
	}
}

/** None before the service was ever configured: VidiCore does not know the field yet that it is found by. */
async function firstCollection(http: VidiCoreHttp): Promise<CollectionSummary | undefined> {
	const [collection] = await findTrainingCollections(http).catch(async (error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'notFound' ? [] : await Promise.reject(error),
	);
	return collection;
}

const stepKey = ({ order, resource, description }: ConfigurationStep) => `${order} ${resource} ${description}`;

function failed(result: ConfigurationResult, resourceId: string, applied: boolean): UserError {
	const steps = result.steps
		.filter(({ success }) => success === false)
		.map(({ description, result: words }) => `${description}: ${words}`);
	const why = [result.message, ...steps].filter(Boolean).join('; ') || 'VidiCore gives no reason';
	return new UserError(
		`The ${applied ? 'configuration' : 'pre-check of the configuration'} of the service ${resourceId} did not ` +
			`succeed: ${why}`,
		'Mend what the steps say in VidiCore and run this node again; steps that are done are not repeated.',
	);
}

function withoutUndefined(step: ConfigurationStep): IDataObject {
	return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)) as IDataObject;
}
