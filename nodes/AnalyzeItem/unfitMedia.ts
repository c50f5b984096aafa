import type { AnalyzedFile, AnalyzedShape, MediaToAnalyze } from '../../vidicore/items/mediaToAnalyze';
import { UserError } from '../kit/errors';

interface Wanted {
	itemId: string;
	/** The tag of the shape that is to be analyzed. */
	tag: string;
	/** Whether the face service is meant, which looks into videos on S3 (documented). Others may take other media. */
	faces: boolean;
}

const nothing = 'Nothing was started and nothing is billed.';
const startAnyway = 'To start it all the same, add the option "Start Even if Unfit".';

/**
 * Refuses media that cannot be analyzed, before a job is paid that can only fail. Only what VidiCore plainly says
 * counts: what it does not say does not stand against a start. Throws a UserError.
 */
export function refuseUnfitMedia({ shapes, tags }: MediaToAnalyze, wanted: Wanted): void {
	if (shapes === undefined) return;
	const why = shapes.length === 0 ? noShape(tags, wanted) : firstOfAll(shapes.map((shape) => unfit(shape, wanted)));
	if (why) throw new UserError(why.what, `${nothing} ${why.next} ${startAnyway}`);
}

/** What stands against the start, and what to do about it. */
interface Unfit {
	what: string;
	next: string;
}

/** One that is fit is enough. */
const firstOfAll = (found: ReadonlyArray<Unfit | undefined>): Unfit | undefined =>
	found.includes(undefined) ? undefined : found[0];

const noShape = (tags: readonly string[], { itemId, tag }: Wanted): Unfit =>
	tags.length === 0
		? {
				what: `The item ${itemId} has no media yet`,
				next: 'Wait until its import has ended, or import a file for it, and run this node again.',
			}
		: {
				what: `The item ${itemId} has no shape "${tag}"`,
				next:
					`It has ${tags.map((one) => `"${one}"`).join(', ')}: choose with "Shape Tag", or make it with ` +
					'"VidiCore: Shape: Transcode".',
			};

function unfit({ mimeTypes, tracks, files }: AnalyzedShape, wanted: Wanted): Unfit | undefined {
	const { itemId, tag, faces } = wanted;
	if (faces) {
		const kind = unseen(mimeTypes, tracks);
		if (kind) return { what: `The item ${itemId} is ${kind}`, next: noVideo };
	}
	if (files === undefined) return undefined;
	if (files.length === 0)
		return {
			what: `The shape "${tag}" of ${itemId} has no file`,
			next: 'Wait until its import or transcode has ended, or choose another one with "Shape Tag".',
		};
	return firstOfAll(files.map((file) => unread(file, wanted)));
}

const noVideo =
	'The face service looks into videos; pick one. For portraits there is "Train Collection". If you mean another ' +
	'service, one that needs no callback, add the option "Service Needs No Callback".';

/** What it is, where it can be no video. */
function unseen(mimeTypes: readonly string[], tracks: AnalyzedShape['tracks']): string | undefined {
	const all = (kind: string) => mimeTypes.length > 0 && mimeTypes.every((type) => type.startsWith(`${kind}/`));
	const type = mimeTypes.join(', ');
	if (all('image')) return `a picture (${type})`;
	if (all('audio') || (tracks?.audio && !tracks.video)) return `sound without a picture${type ? ` (${type})` : ''}`;
	return undefined;
}

/** Why a service cannot read the file. The words for states are those of the vendor's own tools. */
function unread({ state, schemes }: AnalyzedFile, { itemId, faces }: Wanted): Unfit | undefined {
	const next = states[state];
	if (next) return { what: `The file of ${itemId} cannot be read: VidiCore says that it is ${state}`, next };
	if (!faces || schemes.length === 0 || schemes.includes('s3')) return undefined;
	return {
		what: `The file of ${itemId} does not lie on an S3 storage (its address begins with ${schemes.join(', ')}:)`,
		next:
			'The face service reads videos from S3 only. Copy it in VidiCore to an S3 storage whose bucket the service may ' +
			'read ("Prepare Bucket"), or choose a shape that lies on one with "Shape Tag".',
	};
}

const notYet = 'Wait until VidiCore has the whole file, and run this node again.';
const states: Readonly<Record<string, string>> = {
	ARCHIVED: 'Restore it from the archive storage first.',
	AWAITING_SYNC: notYet,
	LOST: 'Bring it back to its storage, or import it again.',
	TO_APPEAR: notYet,
	TO_BE_DELETED: 'It is about to be deleted. Import it again if it is still wanted.',
};
