import { readFault } from '../../../vidicore/exceptionDocument';

test('an error in text that names the kind of thing by Type keeps it', () => {
	const text = '404 The entity could not be found\nType: Item\nID: VX-999999';
	expect(readFault(404, text)).toMatchObject({ kind: 'notFound', subject: 'Item', id: 'VX-999999' });
});
