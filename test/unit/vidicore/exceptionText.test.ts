import { readFault } from '../../../vidicore/exceptionDocument';

test('an error in text that names the kind of thing by Type keeps it', () => {
	const text = '404 The entity could not be found\nType: Item\nID: VX-999999';
	expect(readFault(404, text)).toMatchObject({ kind: 'notFound', subject: 'Item', id: 'VX-999999' });
});

test('also beside a context, and with the value that was wrong', () => {
	const lines = ['Context: metadata', 'Type: metadata-field', 'ID: title_x', 'Reason: Not there', 'Value: 7'];
	const text = ['404 The entity could not be found', ...lines, ''].join('\r\n');
	expect(readFault(404, text)).toEqual({
		kind: 'notFound',
		subject: 'metadata-field',
		id: 'title_x',
		explanation: 'Not there: 7',
	});
});
