import { refuseUnfitMedia } from '../../../../nodes/AnalyzeItem/unfitMedia';
import { UserError } from '../../../../nodes/kit/errors';
import type { AnalyzedFile, AnalyzedShape } from '../../../../vidicore/items/mediaToAnalyze';

// What cannot be analyzed is told before anything is paid; what VidiCore does not say never stands against a start.

const wanted = { itemId: 'VX-7', tag: 'original', faces: true };
const file = (more: Partial<AnalyzedFile> = {}): AnalyzedFile => ({ state: 'CLOSED', schemes: ['s3'], ...more });
const video = (more: Partial<AnalyzedShape> = {}): AnalyzedShape => ({
	mimeTypes: ['video/mp4'],
	tracks: { video: true, audio: true },
	files: [file()],
	...more,
});

function refusal(shapes: AnalyzedShape[] | undefined, more: Partial<typeof wanted> = {}, tags = ['original']) {
	try {
		refuseUnfitMedia({ version: '', shapes, tags }, { ...wanted, ...more });
		return undefined;
	} catch (error) {
		return error as UserError;
	}
}

test.each([
	['a picture', video({ mimeTypes: ['image/jpeg'] }), /VX-7 is a picture \(image\/jpeg\)/],
	['sound, by its type', video({ mimeTypes: ['audio/wav'], tracks: undefined }), /VX-7 is sound without a picture/],
	['sound, by its tracks', video({ mimeTypes: [], tracks: { video: false, audio: true } }), /sound without/],
	['a shape without a file', video({ files: [] }), /The shape "original" of VX-7 has no file/],
	['a lost file', video({ files: [file({ state: 'LOST' })] }), /The file of VX-7 .* it is LOST/],
	['a file to come', video({ files: [file({ state: 'TO_APPEAR' })] }), /it is TO_APPEAR/],
	['an archived file', video({ files: [file({ state: 'ARCHIVED' })] }), /it is ARCHIVED/],
	['a file that lies elsewhere', video({ files: [file({ schemes: ['file'] })] }), /not lie on an S3 storage .*file:/],
])('%s is refused in a sentence with what to do next', (_, shape, message) => {
	const error = refusal([shape]);
	expect(error?.message).toMatch(message);
	expect(error?.advice).toMatch(/^Nothing was started and nothing is billed\. .*"Start Even if Unfit"/);
});

test('an item without media, and one without that shape', () => {
	expect(refusal([], {}, [])?.message).toBe('The item VX-7 has no media yet');
	const other = refusal([], { tag: 'lowres' }, ['original', '__mp4']);
	expect(other?.message).toBe('The item VX-7 has no shape "lowres"');
	expect(other?.advice).toMatch(/It has "original", "__mp4"/);
});

test.each([
	['shapes that may not be seen', undefined],
	['a video', [video()]],
	['a shape of which nothing is known', [{ mimeTypes: [] }]],
	['a type that is no usual one', [video({ mimeTypes: ['application/mxf'] })]],
	['a file in a state nobody knows', [video({ files: [file({ state: 'SHINY' })] })]],
	['a file that is being written', [video({ files: [file({ state: 'OPEN' })] })]],
	['a file without an address', [video({ files: [file({ schemes: [] })] })]],
	['a file with one address on S3', [video({ files: [file({ schemes: ['http', 's3'] })] })]],
	['one good file of two', [video({ files: [file({ state: 'LOST' }), file()] })]],
	['one good shape of two', [video({ files: [] }), video()]],
])('%s is no reason', (_, shapes) => {
	expect(refusal(shapes)).toBeUndefined();
});

test('another service may take pictures and sound, from wherever they lie, but not what is not there', () => {
	const other = { faces: false };
	for (const fit of [
		video({ mimeTypes: ['image/png'] }),
		video({ mimeTypes: ['audio/wav'] }),
		video({ files: [file({ schemes: ['file'] })] }),
	])
		expect(refusal([fit], other)).toBeUndefined();
	expect(refusal([video({ files: [file({ state: 'LOST' })] })], other)?.message).toMatch(/LOST/);
});
