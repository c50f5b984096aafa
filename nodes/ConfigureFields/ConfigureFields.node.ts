import { defineNode } from '../kit/defineNode';
import { configureFields } from './configureFields.operation';

export class ConfigureFields extends defineNode({
	name: 'configureFields',
	title: 'Configure Fields',
	description:
		'Create the metadata fields, the shape tag, the job types and the training collection that a service needs in ' +
		'VidiCore',
	subtitle:
		'={{ ({ preCheck: "Pre-check only", apply: "Apply", applyIfNeeded: "Apply if needed" })[$parameter["mode"]] + ' +
		'": fields of a service" }}',
	operation: configureFields,
}) {}
