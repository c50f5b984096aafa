/**
 * The AWS partition of a region, which stands in every ARN of it: aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b …
 * Source: AWS's list of partitions; a region nobody knows (an S3 server of one's own) is in `aws`.
 */
export function partitionOf(region: string): string {
	const [, partition] = partitions.find(([prefix]) => region.toLowerCase().startsWith(prefix)) ?? ['', 'aws'];
	return partition;
}

const partitions: Array<[string, string]> = [
	['cn-', 'aws-cn'],
	['us-gov-', 'aws-us-gov'],
	['us-isob-', 'aws-iso-b'],
	['us-isof-', 'aws-iso-f'],
	['us-iso-', 'aws-iso'],
	['eu-isoe-', 'aws-iso-e'],
	['eusc-', 'aws-eusc'],
];
