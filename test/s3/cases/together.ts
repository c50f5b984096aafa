import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { giveAccess } from '../../../s3/giveAccess';
import { cognitiveService, type Grant } from '../../../s3/policy/grant';
import { n8nSends } from '../../support/n8nSends';
import { bundled } from '../bundled';
import type { PolicyWorld } from '../policyWorld';

/** Two that give access at the same time. */
export function togetherCases(at: PolicyWorld): void {
	const { name, client, access, policy } = at;

	describe('two at the same time', () => {
		const rounds = 50;
		const grant = (name: string, folder: string): Grant => ({
			purpose: 'callback',
			partition: 'aws',
			bucket: name,
			folder,
			principal: cognitiveService,
		});
		const buckets = async () => {
			const names = Array.from({ length: rounds }, (_, n) => `${at.bucket}-${n}`);
			for (const Bucket of names) await client(at.server.owner).send(new CreateBucketCommand({ Bucket }));
			return names;
		};
		const resources = async (name: string) =>
			((await policy(name))?.Statement ?? []).flatMap(({ Resource }) => Resource as string[]);

		test(`in one n8n process: ${rounds} rounds, nothing lost and no conflict`, async () => {
			const options = {
				createIfMissing: false,
				despiteConditions: false,
				pause: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms / 20)),
			};
			for (const name of await buckets()) {
				await Promise.all(
					['one', 'two'].map((folder) => giveAccess({ ...access(), send: n8nSends }, grant(name, folder), options)),
				);
				expect((await resources(name)).sort()).toEqual([`arn:aws:s3:::${name}/one/*`, `arn:aws:s3:::${name}/two/*`]);
			}
		});

		test(`in two processes: ${rounds} rounds, each statement is there or its workflow is told`, async () => {
			const program = bundled(join(__dirname, '..', 'prepareInProcess.ts'));
			const workers = [0, 1].map(() => fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
			const outcome = { both: 0, conflict: 0 };
			const round = async (name: string) => {
				const told = await Promise.all(
					workers.map((worker, n) => asked(worker, { access: access(), grant: grant(name, `f${n}`) })),
				);
				const there = await resources(name);
				for (const [n, { change, kind, message }] of told.entries()) {
					const isThere = there.includes(`arn:aws:s3:::${name}/f${n}/*`);
					if (change === undefined)
						expect([kind, message]).toEqual([
							'changedMeanwhile',
							expect.stringMatching(/Somebody else changed the policy/),
						]);
					else expect([name, n, isThere]).toEqual([name, n, true]);
				}
				outcome[told.every(({ change }) => change !== undefined) ? 'both' : 'conflict'] += 1;
			};
			const names = await buckets();
			try {
				for (let at = 0; at < rounds; at += 10) await Promise.all(names.slice(at, at + 10).map(round));
			} finally {
				for (const worker of workers) worker.kill();
			}
			console.log(
				`${name}: two processes, ${rounds} rounds: both done ${outcome.both}, one told of a conflict ` +
					`${outcome.conflict}, lost without a word 0`,
			);
			expect(outcome.both + outcome.conflict).toBe(rounds);
		});
	});
}

let asking = 0;
function asked(worker: ChildProcess, order: object): Promise<{ change?: string; kind?: string; message?: string }> {
	const id = (asking += 1);
	return new Promise((resolve) => {
		const hear = (answer: { id: number; change?: string; kind?: string; message?: string }) => {
			if (answer.id !== id) return;
			worker.off('message', hear);
			resolve(answer);
		};
		worker.on('message', hear).send({ id, ...order });
	});
}
