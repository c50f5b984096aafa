import { malformedPolicy } from '../errors';
import { isObject, known } from './members';
import { readStatement, type Statement } from './statement';

export interface PolicyDocument {
	statements: Statement[];
}

const ROOM = 20 * 1024;

/** Reads a bucket policy and refuses what AWS refuses. Throws MalformedPolicy with AWS's wording where it is known. */
export function parsePolicy(text: string, bucket: string): PolicyDocument {
	if (Buffer.byteLength(text) > ROOM) throw malformedPolicy('Policies must not be larger than 20 KB');
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
	}
	if (!isObject(value)) throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
	known(value, ['Version', 'Id', 'Statement'], 'Unknown field');
	if (value.Version !== undefined && value.Version !== '2012-10-17' && value.Version !== '2008-10-17') {
		throw malformedPolicy('The policy must contain a valid version string');
	}
	const statements = Array.isArray(value.Statement) ? (value.Statement as unknown[]) : [value.Statement];
	if (value.Statement === undefined || statements.length === 0)
		throw malformedPolicy('Missing required field Statement');
	const read = statements.map((statement) => readStatement(statement, bucket));
	const sids = read.map(({ sid }) => sid).filter((sid) => sid !== '');
	if (new Set(sids).size !== sids.length)
		throw malformedPolicy('Statement IDs (SID) in a single policy must be unique.');
	return { statements: read };
}
