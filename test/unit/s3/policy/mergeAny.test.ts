import fc from 'fast-check';
import { readPolicy } from '../../../../s3/policy/document';
import { merge, takeOut } from '../../../../s3/policy/merge';
import { asked, grants, keys, mayChange, policies, rights, sparing, statement } from '../../../support/anyPolicy';

// The merge of whatever policies and grants there may be.
const runs = { numRuns: 1000 };
const meaning = (text: string | undefined) => JSON.stringify(readPolicy(text));

test(`merging twice is merging once, and taking out again gives what was there (${runs.numRuns} policies)`, () => {
	let changed = 0;
	fc.assert(
		fc.property(policies(statement(fc.constant('Allow'))), grants, (before, wanted) => {
			const once = merge(before, wanted);
			expect(merge(once.text, wanted)).toMatchObject({ change: 'none', text: once.text });
			if (once.change === 'none') return;
			changed += 1;
			const back = takeOut(once.text, wanted);
			expect(['removed', 'narrowed']).toContain(back.change);
			expect(meaning(back.text)).toBe(meaning(before));
			expect(takeOut(back.text, wanted).change).toBe('none');
		}),
		runs,
	);
	expect(changed).toBeGreaterThan(runs.numRuns / 3);
});

test(
	`no foreign statement changes, and who may do what stays the same but for what was granted (${runs.numRuns} ` +
		'policies, several grants)',
	() => {
		fc.assert(
			fc.property(
				policies(statement(fc.constant('Allow'))),
				fc.uniqueArray(grants, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }),
				(before, wanted) => {
					let text = before;
					for (const one of wanted) text = merge(text, one).text;
					const theirs = readPolicy(before).statements.map((one) => JSON.stringify(one));
					expect(
						readPolicy(text)
							.statements.slice(0, theirs.length)
							.map((one) => JSON.stringify(one)),
					).toEqual(theirs);
					expect(readPolicy(text).rest).toEqual(readPolicy(before).rest);
					const [was, is] = [rights(before), rights(text)];
					for (const [right, said] of is) {
						const [arn, action = '', ...key] = right.split(' ');
						const granted = wanted.some(
							({ principal, purpose, folder }) =>
								principal === arn &&
								(folder === '' || key.join(' ').startsWith(`${folder}/`)) &&
								(purpose === 'callback' ? action !== 's3:DeleteObject' : action === 's3:GetObject'),
						);
						expect([right, said]).toEqual([right, granted ? 'Allow' : was.get(right)]);
					}
				},
			),
			runs,
		);
	},
);

test(
	'with Deny statements: merged only when nothing is denied in the folder, refused only when something may be ' +
		`(${runs.numRuns} policies)`,
	() => {
		const outcomes = { merged: 0, refused: 0 };
		fc.assert(
			fc.property(policies(sparing), grants, (before, wanted) => {
				let text: string | undefined;
				const inside = keys.filter((key) => wanted.folder === '' || key.startsWith(`${wanted.folder}/`));
				const needed = wanted.purpose === 'callback' ? asked.slice(0, 3) : asked.slice(0, 1);
				try {
					text = merge(before, wanted).text;
				} catch (error) {
					outcomes.refused += 1;
					const { kind } = error as { kind?: string };
					const was = rights(before);
					// The conditions above can all be judged, so nothing may be refused because it is not certain.
					const denied =
						kind === 'forbidsChange'
							? mayChange(before) === 'Deny'
							: inside.some((key) =>
									needed.some((action) => was.get(`${wanted.principal} ${action} ${key}`) === 'Deny'),
								);
					expect([kind, denied]).toEqual([expect.stringMatching(/^(denies|forbidsChange)$/), true]);
					return;
				}
				outcomes.merged += 1;
				const is = rights(text);
				for (const key of inside)
					for (const action of needed) expect(is.get(`${wanted.principal} ${action} ${key}`)).toBe('Allow');
			}),
			runs,
		);
		expect(Math.min(outcomes.merged, outcomes.refused)).toBeGreaterThan(100);
	},
);
