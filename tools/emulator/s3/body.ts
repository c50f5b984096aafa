import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error, notImplemented } from './errors';
import type { S3Request } from './types';

/** The bytes that were meant, and the checksums they were checked against (x-amz-checksum-… → base64). */
export interface Payload {
	bytes: Buffer;
	checksums: Record<string, string>;
}

const CHECKSUM = 'x-amz-checksum-';
const ALGORITHMS: Record<string, (bytes: Buffer) => Buffer> = {
	crc32: (bytes) => {
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc32(bytes));
		return sum;
	},
	sha1: (bytes) => createHash('sha1').update(bytes).digest(),
	sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * Unpacks the body as current SDKs send it (plain, or in `aws-chunked` frames with a checksum in the trailer) and
 * checks every checksum that came with it. Throws BadDigest, XAmzContentSHA256Mismatch, IncompleteBody …
 */
export function readPayload(request: S3Request): Payload {
	const { headers } = request;
	const declared = headers['x-amz-content-sha256'];
	const chunked = declared?.startsWith('STREAMING-') ?? false;
	if (chunked && declared !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')
		throw notImplemented(`the payload signing ${declared ?? ''}`);
	const { bytes, trailers } = chunked ? unpackChunks(request.body) : { bytes: request.body, trailers: {} };
	if (
		chunked &&
		headers['x-amz-decoded-content-length'] !== undefined &&
		Number(headers['x-amz-decoded-content-length']) !== bytes.length
	) {
		throw incomplete();
	}
	if (
		declared !== undefined &&
		!chunked &&
		declared !== 'UNSIGNED-PAYLOAD' &&
		!same(declared, createHash('sha256').update(bytes).digest('hex'))
	) {
		throw new S3Error(
			'XAmzContentSHA256Mismatch',
			400,
			"The provided 'x-amz-content-sha256' header does not match what was computed.",
		);
	}
	if (
		headers['content-md5'] !== undefined &&
		!same(headers['content-md5'], createHash('md5').update(bytes).digest('base64'))
	) {
		throw badDigest('Content-MD5');
	}
	return { bytes, checksums: checkSums({ ...headers, ...trailers }, bytes) };
}

function checkSums(headers: Record<string, string>, bytes: Buffer): Record<string, string> {
	const checked: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (
			!name.startsWith(CHECKSUM) ||
			name === `${CHECKSUM}mode` ||
			name === `${CHECKSUM}type` ||
			name === `${CHECKSUM}algorithm`
		)
			continue;
		const algorithm = ALGORITHMS[name.slice(CHECKSUM.length)];
		if (!algorithm) throw notImplemented(`the checksum ${name}`);
		if (!same(value, algorithm(bytes).toString('base64'))) throw badDigest(name.slice(CHECKSUM.length).toUpperCase());
		checked[name] = value;
	}
	return checked;
}

/** `SIZE-IN-HEX CRLF bytes CRLF … 0 CRLF trailer: value CRLF CRLF`. */
function unpackChunks(body: Buffer): { bytes: Buffer; trailers: Record<string, string> } {
	const parts: Buffer[] = [];
	let at = 0;
	for (;;) {
		const end = body.indexOf('\r\n', at);
		const size = end < 0 ? NaN : Number.parseInt(body.toString('latin1', at, end), 16);
		if (!(size >= 0)) throw incomplete();
		at = end + 2;
		if (size === 0) break;
		if (at + size + 2 > body.length) throw incomplete();
		parts.push(body.subarray(at, at + size));
		at += size + 2;
	}
	const trailers: Record<string, string> = {};
	for (const line of body.toString('latin1', at).split('\r\n')) {
		const colon = line.indexOf(':');
		if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
	}
	return { bytes: Buffer.concat(parts), trailers };
}

function same(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}

const incomplete = () => new S3Error('IncompleteBody', 400, 'The request body terminated unexpectedly');
const badDigest = (what: string) =>
	new S3Error('BadDigest', 400, `The ${what} you specified did not match the calculated checksum.`);
