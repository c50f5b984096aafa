import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { finish, tail } from './processes';
import { longStep, type Log } from './progress';

const scanner = { '@n8n/scan-community-package': '0.32.0' };

/**
 * What n8n's scanner has against the files of a package, a line a finding; none when it passes. The scanner proper
 * wants a published package; this asks it for its rules only. Rejects when it cannot be had.
 */
export async function scanned(packageFolder: string, log: Log): Promise<string[]> {
	const place = await ensureScanner(log);
	const logFile = `${packageFolder}-scan.log`;
	await finish(process.execPath, [join(place, 'scan.mjs'), packageFolder], { cwd: place, logFile });
	const { passed, details = '' } = JSON.parse(tail(logFile, 1)) as { passed: boolean; details?: string };
	const findings = details.split('\n').filter((line) => /^\s*\d+:\d+\s+(error|warning)/.test(line));
	if (!passed && findings.length === 0) throw new Error(`The scanner did not work: ${tail(logFile)}`);
	return findings.map((line) => line.trim().replace(/\s+/g, ' '));
}

/** Puts n8n's scanner into the cache. Resolves to its folder. */
export const ensureScanner = async (log: Log): Promise<string> =>
	await cached('scanner-0.32.0', async (fresh) => {
		writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies: scanner }));
		writeFileSync(join(fresh, 'scan.mjs'), program);
		await longStep(log, 'Fetching n8n’s scanner for packages (once)', () =>
			finish('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
				cwd: fresh,
				logFile: join(fresh, 'install.log'),
			}),
		);
	});

/** The files are those that the scanner reads of a published package. */
const program = `import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';
console.log(JSON.stringify(await analyzePackage(process.argv[2], ['**/*.js', 'package.json'])));
process.exit(0);
`;
