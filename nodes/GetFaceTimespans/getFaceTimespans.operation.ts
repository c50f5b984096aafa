import { defaultFaceGroup } from '../../vidicore/items/faceMetadata';
import { faceFilters } from '../appearances/faceFilters';
import { faceOutputs } from '../appearances/faceOutputs';
import { faceRowOutputs } from '../appearances/faceRowOutputs';
import { faceRows, sayNoFaces, wantedFaces } from '../appearances/faceRows';
import { isSimple, laterRowOptions, simplifyRows } from '../appearances/laterVersion';
import { mergeGapSeconds, timeOptions } from '../appearances/timeOptions';
import { options } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { itemLink } from '../kit/itemLink';
import { isLaterNode } from '../kit/laterVersion';
import { isTool } from '../kit/n8nFunctions';
import { operation } from '../kit/operation';
import { fromInput } from '../pickers/fromInput';
import { videoPicker } from '../pickers/item';
import { appearancesFile } from './appearancesFile';
import { bestFrameFields, bestFrameOutputs } from './bestFrameFields';
import { withBestFrames } from './bestFrames';
import { fileFields, fileOptions } from './fileFields';

/** Who is seen when in one item's video, in the form the user chose. */
export const getFaceTimespans = operation({
	value: 'get',
	label: 'Get',
	action: 'Get who is seen when in a video',
	description: 'Who is seen in a video, from when to when, as the face service found it',
	pace: 'together',
	fields: {
		itemId: fromInput(videoPicker, 'itemId'),
		output: choice({
			displayName: 'Output',
			options: [
				{
					name: 'One File per Video',
					value: 'file',
					description: 'Captions, a table, or markers for an editing system, as binary data',
				},
				...faceOutputs,
			],
			default: 'appearances',
		}),
		simplify: simplifyRows(['appearances', 'people', 'together', 'videos']),
		...bestFrameFields,
		...fileFields,
		filters: faceFilters,
		options: options({
			...fileOptions,
			...timeOptions,
			...laterRowOptions,
			group: text({
				displayName: 'Metadata Group',
				default: defaultFaceGroup,
				description: 'Where the service writes what it finds. Only other face services need another group.',
			}),
			mergeGapSeconds: mergeGapSeconds(
				'Join appearances of the same person that are at most this far apart. Without this option they come out as ' +
					'the service found them.',
			),
		}),
	},
	outputs: { ...faceRowOutputs, ...bestFrameOutputs, fileName: 'The name of the file' },
	async run(fields, call) {
		const { context, vidiCore, signal, hint } = call;
		const { itemId, options: chosen } = fields;
		const http = await vidiCore();
		const found = await wantedFaces(http, itemId, fields, { signal, hint });
		const about = isLaterNode(context) ? { link: await itemLink(context, itemId) } : undefined;
		const saying = { signal, hint, always: isTool(context), about };
		if (fields.output !== 'file') {
			const simple = { options: { ...chosen, simplify: isSimple(context, fields) } };
			const rows = await faceRows(http, found, fields.output, simple, saying);
			return await withBestFrames(rows, found, fields, http, call);
		}
		if (found.appearances.length === 0) await sayNoFaces(http, found, saying);
		const { fileFormat: format, binaryField } = fields;
		return await appearancesFile(context, { ...found, format, binaryField, options: chosen });
	},
});
