import { isFile } from '../../vidicore/response';
import { NotStored, type ByteStream, type Receiver, type VidiCoreResponse } from '../../vidicore/transport';

/** A stream of Node's, as far as it is used here. */
export interface ByteSource extends ByteStream {
	on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
	on(event: 'error', listener: (error: unknown) => void): unknown;
	once(event: 'newListener', listener: () => void): unknown;
}

/** Of an answer that is no file, so much is read, in bytes. */
const mostText = 65_536;

/**
 * Hands a file on to who stores it, or reads the text of an answer that is none. `giveUp` is called when nothing has
 * come for the receiver's time. Throws what the connection threw, and a NotStored where the trouble was another.
 */
export async function received(
	stream: ByteSource,
	{ status, headers }: Pick<VidiCoreResponse, 'status' | 'headers'>,
	{ save, stallMs }: Receiver,
	giveUp: () => void,
): Promise<Pick<VidiCoreResponse, 'body' | 'received'>> {
	if (!isFile({ status, headers })) return { body: await beginning(stream) };
	let [count, ended] = [0, false];
	let failure: { error: unknown } | undefined;
	stream.on('error', (error) => (failure ??= { error }));
	// Listening sets the stream going, so that is done in the moment in which whoever stores it listens, too.
	stream.once('newListener', () => stream.on('data', (chunk) => (count += chunk.length)));
	const watch = () => {
		const before = count;
		AbortSignal.timeout(stallMs).addEventListener('abort', () => {
			if (ended) return;
			if (count === before) giveUp();
			else watch();
		});
	};
	watch();
	try {
		await save(stream, headers);
		return { body: '', received: count };
	} catch (error) {
		if (failure) throw failure.error;
		stream.destroy();
		throw error instanceof Error && !/premature|before completing|aborted/i.test(error.message)
			? new NotStored(error.message, { cause: error })
			: error;
	} finally {
		ended = true;
	}
}

async function beginning(stream: ByteSource): Promise<string> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= mostText) break;
	}
	stream.destroy();
	return Buffer.concat(chunks).toString('utf8');
}
