import { defineNode } from '../kit/defineNode';
import { attachService } from './attachService.operation';
import { findService } from './findService.operation';

export class AttachVidiNetService extends defineNode({
	name: 'attachVidiNetService',
	title: 'Attach VidiNet Service',
	description: 'Connect a service bought at VidiNet with VidiCore, or find one that is connected',
	about: { value: 'service', label: 'Service' },
	operations: [attachService, findService],
	default: 'attach',
}) {}
