import type { FileFormat } from '../../faces/formats/fileFormat';
import { alphabetically } from '../kit/alphabet';
import { showWhen } from '../kit/field';
import { choice, text, type Choice } from '../kit/fields/plain';

/** What shows only where a file comes out. */
export const onlyFiles = { output: ['file'] };

/** Which kind of file, and where it goes; `formats` by the values that saved workflows hold. */
export const fileFieldsFor = <Name extends string>(
	formats: Readonly<Record<Name, Pick<FileFormat<never, never>, 'label' | 'description' | 'extension'>>>,
	usual: NoInfer<Name>,
) => ({
	fileFormat: showWhen(choice({ displayName: 'File Format', options: choicesOf(formats), default: usual }), onlyFiles),
	binaryField: showWhen(
		text({
			displayName: 'Put Output File in Field',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		}),
		onlyFiles,
	),
});

/** By the alphabet. */
export const choicesOf = <Name extends string>(
	formats: Readonly<Record<Name, Pick<FileFormat<never, never>, 'label' | 'description' | 'extension'>>>,
): Array<Choice<Name>> =>
	(Object.keys(formats) as Name[])
		.map((value) => {
			const { label, extension, description } = formats[value];
			return { name: `${label} (.${extension})`, value, ...(description === undefined ? {} : { description }) };
		})
		.sort((a, b) => alphabetically(a.name, b.name));
