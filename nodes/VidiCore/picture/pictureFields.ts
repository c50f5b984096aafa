import { choice } from '../../kit/fields/plain';

/** In which form pictures are wanted. */
export const pictureAs = choice({
	displayName: 'Output',
	options: [
		{ name: 'File', value: 'file', description: 'As binary data in the field "data"' },
		{ name: 'File and Link', value: 'both' },
		{
			name: 'Link',
			value: 'link',
			description: 'An address that works without a login: whoever has it can see the picture',
		},
	],
	default: 'file',
});
