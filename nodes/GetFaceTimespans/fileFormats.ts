import type { Appearance } from '../../faces/appearance';
import { textFormats, type TextSettings } from '../../faces/formats';
import type { FileFormat } from '../../faces/formats/fileFormat';
import { pictureFormats, type PictureSettings } from '../../render/formats';

/** What the writers of all kinds of files need. */
export interface FileSettings extends TextSettings, PictureSettings {}

export type FileFormatName = keyof typeof textFormats | keyof typeof pictureFormats;

/** Every file that Get Face Timespans can give, by the value that saved workflows hold. */
export const fileFormats: Record<FileFormatName, FileFormat<Appearance, FileSettings>> = {
	...textFormats,
	...pictureFormats,
};
