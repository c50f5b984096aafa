import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { shippedNodes } from '../../support/contract';

test('each node has an icon of its own, for light and for dark', async () => {
	const icons = (await shippedNodes()).map(({ description }) => description.icon as { light: string; dark: string });
	const files = icons.flatMap(({ light, dark }) => [light, dark].map((path) => basename(path)));
	expect(new Set(files).size).toBe(files.length);
	expect(files.filter((file) => !existsSync(join(__dirname, '..', '..', '..', 'icons', file)))).toEqual([]);
});
