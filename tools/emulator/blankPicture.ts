/**
 * A grey picture of 16 × 9 points, as PNG: what the emulator shows as thumbnails of videos, at whose pictures it does
 * not look.
 */
export const blankPicture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAAAAAAeQfPuAAAAD0lEQVR4nGNoQAMMg0QAAIXUSAEMc2GTAAAAAElFTkSuQmCC',
	'base64',
);
