import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debianPackages, unpacked } from './debian';
import { freePort } from './ports';
import { start, startLimitMs, stop, tail } from './processes';
import type { Log } from './progress';

export interface KeyPair {
	accessKeyId: string;
	secretAccessKey: string;
}

/**
 * Ceph's S3 gateway with three users: who owns the buckets, the face service's user, and one of its account whom no
 * policy names.
 */
export interface CephS3 {
	endpoint: string;
	region: string;
	owner: KeyPair;
	cognitive: KeyPair;
	other: KeyPair;
	close(): Promise<void>;
}

/** Unpacks Ceph into the cache if it is not there. Rejects where there is no Debian. */
export const cephPackages = (log: Log): Promise<string> =>
	debianPackages('ceph-1', ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph-common'], log);

const region = 'eu-central-1';
const serviceAccount = '823635665685';

/**
 * A one-node Ceph with its RADOS Gateway, an S3 server that enforces bucket policies, out of Debian's packages:
 * everything in a folder of its own, objects in memory. The gateway takes the account in an ARN for a tenant and has
 * names of buckets per tenant, so the owner is a user of the service's tenant; else the service would have to ask for
 * `tenant:bucket`. Rejects where the packages cannot be had, or with what the program said that did not start.
 */
export async function startCeph(log: Log): Promise<CephS3> {
	const root = await cephPackages(log);
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-ceph-'));
	const { libraries, ...env } = unpacked(root);
	const port = await freePort();
	const conf = join(folder, 'ceph.conf');
	for (const part of ['mon', 'osd', 'run', 'log']) mkdirSync(join(folder, part));
	const monitor = `[v1:127.0.0.1:${await freePort()}]`;
	const fsid = randomUUID();
	writeFileSync(conf, configuration({ folder, libraries, monitor, fsid, port }));
	const program = promisify(execFile);
	const run = async (command: string, ...args: string[]) =>
		(await program(command, ['-c', conf, ...args], { env, maxBuffer: 16 * 2 ** 20, timeout: 60_000 })).stdout;
	const admin = async (...args: string[]) => await run('radosgw-admin', '-n', 'client.rgw', ...args);
	const up = (name: string, command: string, ...args: string[]) =>
		start(command, ['-c', conf, ...args, '-f'], { env, logFile: join(folder, 'log', `${name}.out`) });
	const running: Array<ReturnType<typeof start>> = [];
	const close = async () => {
		for (const child of running.reverse()) await stop(child); // the gateway first: it takes its leave of the storage
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		const monitors = join(folder, 'monmap');
		await program('monmaptool', ['--create', '--clobber', '--fsid', fsid, '--addv', 'a', monitor, monitors], { env });
		await run('ceph-mon', '--mkfs', '-i', 'a', '--monmap', monitors);
		running.push(up('mon', 'ceph-mon', '-i', 'a'));
		const osd = randomUUID();
		await run('ceph', '--connect-timeout', '25', 'osd', 'new', osd);
		await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
		await run('ceph', 'osd', 'crush', 'add', 'osd.0', '1', 'root=default');
		running.push(up('osd', 'ceph-osd', '-i', '0'));
		const user = async (uid: string): Promise<KeyPair> => {
			const keys = {
				accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
				secretAccessKey: randomBytes(30).toString('base64'),
			};
			await admin(
				'user',
				'create',
				`--tenant=${serviceAccount}`,
				`--uid=${uid}`,
				`--display-name=${uid}`,
				`--access-key=${keys.accessKeyId}`,
				`--secret-key=${keys.secretAccessKey}`,
			);
			return keys;
		};
		const [owner, cognitive, other] = [
			await user('bucket-owner'),
			await user('cognitive-service'),
			await user('somebody-else'),
		];
		// The gateway's region: what it answers to GetBucketLocation and takes in CreateBucket.
		const group = JSON.parse(await admin('zonegroup', 'get', '--rgw-zonegroup=default')) as object;
		const groupFile = join(folder, 'zonegroup.json');
		writeFileSync(groupFile, JSON.stringify({ ...group, api_name: region }));
		await admin('zonegroup', 'set', '--rgw-zonegroup=default', `--infile=${groupFile}`);
		running.push(up('rgw', 'radosgw', '-n', 'client.rgw'));
		const endpoint = `http://127.0.0.1:${port}`;
		await answers(endpoint, () => tail(join(folder, 'log', 'rgw.out')));
		return { endpoint, region, owner, cognitive, other, close };
	} catch (error) {
		await close();
		return await Promise.reject(error);
	}
}

async function answers(endpoint: string, lastWords: () => string): Promise<void> {
	for (const end = Date.now() + startLimitMs; Date.now() < end;) {
		if (
			await fetch(endpoint).then(
				(response) => response.ok,
				() => false,
			)
		)
			return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(
		`Ceph's S3 gateway did not answer within ${startLimitMs / 60_000} minutes. Its last words:\n${lastWords()}`,
	);
}

/** Small, alone, without logins among its own parts, and quick to decide. */
const configuration = ({
	folder,
	libraries,
	monitor,
	fsid,
	port,
}: {
	folder: string;
	libraries: string;
	monitor: string;
	fsid: string;
	port: number;
}) => `[global]
fsid = ${fsid}
mon host = ${monitor}
ms bind msgr2 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind port min = 16800
ms bind port max = 17800
auth cluster required = none
auth service required = none
auth client required = none
run dir = ${folder}/run
log file = ${folder}/log/$name.log
admin socket = ${folder}/run/$name.$pid.asok
pid file =
erasure code dir = ${libraries}/ceph/erasure-code
osd class dir = ${libraries}/rados-classes
plugin dir = ${libraries}/ceph
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.01
paxos min wait = 0.01
debug mon = 0
debug paxos = 0
debug osd = 0
debug ms = 0
debug rgw = 1

[mon]
mon data = ${folder}/mon
mon data avail crit = 1
mon data avail warn = 2
mon initial members = a
mon osd crush smoke test = false

[osd]
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd crush update on start = false
osd class update on start = false
osd mon shutdown timeout = 0.1
osd fast shutdown = true
osd fast shutdown notify mon = false

[client]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw enable usage log = false
rgw enable ops log = false
rgw enable quota threads = false
rgw enable gc threads = false
rgw enable lc threads = false
rgw run sync thread = false
rgw thread pool size = 32
rgw crypt require ssl = false
`;
