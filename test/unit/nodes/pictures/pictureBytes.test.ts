import { pictureBytes } from '../../../../nodes/pictures/pictureBytes';
import { UserError } from '../../../../nodes/kit/errors';
import type { VidiCoreHttp } from '../../../../vidicore/http';

// What comes as a picture goes on as a file: it must be one.

const answering = (bytes: Uint8Array) => ({ bytes: () => Promise.resolve(bytes) }) as unknown as VidiCoreHttp;
const picture = { url: 'https://vidicore/p', path: '/API/thumbnail/VX-1/VX-7/0', time: '0' };

test('a JPEG goes on as one', async () => {
	const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
	expect(await pictureBytes(answering(bytes), picture, 'a thumbnail of VX-7')).toEqual({
		bytes,
		mimeType: 'image/jpeg',
		extension: 'jpg',
	});
});

test.each([
	['nothing', ''],
	['a page of something in between', '<html><title>Gateway</title></html>'],
	['another document', '{"foo":1}'],
])('%s is refused in a sentence with what to do next', async (_, text) => {
	const refused = pictureBytes(answering(Buffer.from(text)), picture, 'a thumbnail of VX-7');
	await expect(refused).rejects.toThrow('What VidiCore gives as a thumbnail of VX-7 is no picture');
	await expect(refused).rejects.toBeInstanceOf(UserError);
	await expect(refused).rejects.toMatchObject({ advice: expect.stringContaining('Run this again') as unknown });
});
