import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';

export interface ConfigurationStep {
	order: number;
	description: string;
	resource: string;
	result: string;
	success?: boolean;
	/** The document that is or would be applied. */
	data?: string;
}

export interface ConfigurationResult {
	serviceName: string;
	configurationVersion: string;
	success: boolean;
	message?: string;
	steps: ConfigurationStep[];
}

/** What configuring the service would do, without doing it (documented since 21.3). Throws a VidiCoreError. */
export async function preCheckConfiguration(
	http: VidiCoreHttp,
	resourceId: string,
	withData: boolean,
): Promise<ConfigurationResult> {
	const path = `/API/resource/vidinet/${segment(resourceId)}/configuration/pre-check`;
	const what = 'the pre-check of the configuration';
	return result(await ask(http, 'GET', path, what, { query: [['displayData', withData]] }));
}

/**
 * Creates the metadata fields, the shape tag, the job types and the training collection that the service needs.
 * Repeating it changes nothing more (PUT). Throws a VidiCoreError.
 */
export async function applyConfiguration(http: VidiCoreHttp, resourceId: string): Promise<ConfigurationResult> {
	const path = `/API/resource/vidinet/${segment(resourceId)}/configuration`;
	return result(await ask(http, 'PUT', path, 'the result of the configuration'));
}

/**
 * Whether a step finds its thing in place already. The words of `result` are not documented, so anything that is not
 * plainly "nothing to do" counts as work to do: applying once too often is harmless.
 */
export function alreadyThere(step: ConfigurationStep): boolean {
	return (
		step.success !== false &&
		/\b(already|exists|existing|unchanged|up[ -]to[ -]date|no change|nothing to do|skipped)\b/i.test(step.result)
	);
}

/**
 * A ServiceConfigurationResultDocument. Version and success are required by the vendor's types; without the steps
 * nobody can tell what is there and what would be done, so they must be there as well.
 */
function result(document: Part): ConfigurationResult {
	const text = (part: Part, name: string) => part.wordsIfAny(name) ?? '';
	return {
		serviceName: text(document, 'serviceName'),
		configurationVersion: document.text('configurationVersion'),
		success: document.flag('success'),
		message: text(document, 'message') || undefined,
		steps: document.parts('executedSteps').map((step, index) => ({
			order: step.numberIfAny('order') ?? index + 1,
			description: text(step, 'description'),
			resource: text(step, 'resource'),
			result: text(step, 'result'),
			success: step.flagIfAny('success'),
			data: text(step, 'data') || undefined,
		})),
	};
}
