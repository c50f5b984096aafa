import { stopwatch } from '../lab/progress';
import { cuts } from './cuts';
import { downloads } from './downloads';
import { extraction } from './extraction';
import { faces } from './faces';
import { imports } from './imports';
import { node } from './node';
import { people10k } from './people';
import { reels } from './reels';
import { sameMoment } from './sameMoment';
import { search } from './search';
import { startup } from './startup';
import { triggers } from './triggers';
import { waiting } from './waiting';

/**
 * `npm run bench [-- PART … | all] [--json]`: measures side by side, as medians; extraction unless others are named.
 * With --json one object and nothing else on standard output.
 */
const parts = {
	extraction,
	startup,
	node,
	waiting,
	triggers,
	search,
	reels,
	cuts,
	people: people10k,
	faces,
	import: imports,
	download: downloads,
	'same-moment': sameMoment,
};

async function main(): Promise<void> {
	const json = process.argv.includes('--json');
	const named = process.argv.slice(2).filter((name) => !name.startsWith('-'));
	const wanted = named.includes('all') ? Object.keys(parts) : named.length > 0 ? named : ['extraction'];
	const unknown = wanted.find((name) => !(name in parts));
	if (unknown) throw new Error(`There is no part "${unknown}". There are: ${Object.keys(parts).join(', ')}, all`);
	const log = json ? (line: string) => console.error(line) : stopwatch();
	const results: Record<string, unknown> = {};
	for (const [name, measure] of Object.entries(parts)) {
		if (!wanted.includes(name)) continue;
		log(`Measuring ${name}`);
		results[name] = await measure(log);
	}
	if (json) console.log(JSON.stringify(results));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
