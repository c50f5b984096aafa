import { scanned } from '../../tools/lab/scanner';
import { usePackages } from './packed';

// The rules that n8n's own scanner has for packages, on what is packed.
const place = usePackages();
const findings = async (folder: string) => await scanned(folder, () => undefined);

test('in the package for n8n Cloud it finds nothing', async () => {
	expect(await findings(place.cloud)).toEqual([]);
});

test('in the ordinary package it finds the dependencies, and nothing else', async () => {
	const asked = /Require of '([^']+)'|The "(dependencies)" field/;
	const found = (await findings(place.ordinary)).map((line) => asked.exec(line)?.slice(1).join('') ?? line);
	expect(found.sort()).toEqual([
		'@aws-sdk/client-s3',
		'@resvg/resvg-js',
		'dependencies',
		'fast-xml-parser',
		'write-excel-file/universal',
	]);
});
