import { segment, type VidiCoreHttp } from '../http';
import { redact } from '../redact';

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

interface ServiceConfigurationResultDocument {
	serviceName?: string;
	configurationVersion?: string;
	success?: boolean;
	message?: string;
	executedSteps?: Array<Partial<ConfigurationStep>>;
}

/** What configuring the service would do, without doing it (documented since 21.3). Throws a VidiCoreError. */
export async function preCheckConfiguration(
	http: VidiCoreHttp,
	resourceId: string,
	withData: boolean,
): Promise<ConfigurationResult> {
	const path = `/API/resource/vidinet/${segment(resourceId)}/configuration/pre-check`;
	return result(
		await http.json<ServiceConfigurationResultDocument>('GET', path, { query: [['displayData', withData]] }),
	);
}

/**
 * Creates the metadata fields, the shape tag, the job types and the training collection that the service needs.
 * Repeating it changes nothing more (PUT). Throws a VidiCoreError.
 */
export async function applyConfiguration(http: VidiCoreHttp, resourceId: string): Promise<ConfigurationResult> {
	return result(
		await http.json<ServiceConfigurationResultDocument>(
			'PUT',
			`/API/resource/vidinet/${segment(resourceId)}/configuration`,
		),
	);
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

function result(document: ServiceConfigurationResultDocument): ConfigurationResult {
	return {
		serviceName: document.serviceName ?? '',
		configurationVersion: document.configurationVersion ?? '',
		success: document.success !== false,
		message: document.message ? redact(document.message) : undefined,
		steps: (document.executedSteps ?? []).map((step, index) => ({
			order: step.order ?? index + 1,
			description: redact(step.description ?? ''),
			resource: redact(step.resource ?? ''),
			result: redact(step.result ?? ''),
			success: step.success,
			data: step.data ? redact(step.data) : undefined,
		})),
	};
}
