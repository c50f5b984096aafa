import { invalidInput, notFound } from '../faults';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takesNothing } from './parameters';
import type { Call, Reply } from './route';

const path = '/API/task-definition';

interface Task extends Record<string, unknown> {
	id: number;
	step: number;
	jobType: string;
	script?: string;
}

/** The steps of all job types; those of the emulator's own jobs are there from the start (inferred numbers). */
function tasks({ backend: { store } }: Call): Map<string, Task> {
	const isNew = !store.kept.has(path);
	const all = store.kept.at(path) as Map<string, Task>;
	if (isNew)
		for (const [at, { number, description }] of uncertain.steps.entries())
			all.set(String(at + 1), { id: at + 1, step: number, description, jobType: 'ANALYZE' });
	return all;
}

const listed = (task: Task[]): Reply => ({ root: 'TaskDefinitionListDocument', document: { task } });
const answer = (task: Task): Reply => ({ root: 'TaskDefinitionDocument', document: task });

function byId(asked: Call): Task {
	const id = asked.params[0] ?? '';
	return tasks(asked).get(id) ?? missing(id);
}

function missing(id: string): never {
	throw notFound('task-definition', id);
}

/** The task of a job type at a step. */
function byStep(asked: Call): Task {
	const [jobType = '', step = ''] = asked.params;
	const all = [...tasks(asked).values()];
	return all.find((one) => one.jobType === jobType && String(one.step) === step) ?? missing(`${jobType}/${step}`);
}

/** Throws 404 for a job type that is not there. */
function typeIn({ backend: { store }, params: [type = ''] }: Call): string {
	if (!store.jobTypes.has(type)) throw notFound('jobtype', type);
	return type;
}

function added(asked: Call, raw: unknown): Task {
	const { jobType, step } = Object(raw) as { jobType?: unknown; step?: unknown };
	if (typeof jobType !== 'string' || jobType === '') throw invalidInput('jobType', 'Missing');
	if (!Number.isInteger(Number(step ?? NaN))) throw invalidInput('step', 'Not a whole number');
	const all = tasks(asked);
	const id = Math.max(0, ...[...all.values()].map((one) => one.id)) + 1;
	const task = { ...(raw as object), id, jobType, step: Number(step) };
	all.set(String(id), task);
	asked.backend.store.jobTypes.add(jobType);
	return task;
}

/** Adds the tasks of the document; with them come their job types. */
function create(asked: Call): Reply {
	const { task } = asked.document;
	const sent = task === undefined || task === null ? [] : [task].flat();
	return listed(sent.map((one: unknown) => added(asked, one)));
}

function change(asked: Call, task: Task): Reply {
	const { id, step, jobType } = task;
	return answer(Object.assign(task, asked.document, { id, step, jobType }));
}

/** A step is made where there is none. */
function putStep(asked: Call): Reply {
	const [, step = ''] = asked.params;
	const jobType = typeIn(asked);
	const known = [...tasks(asked).values()].find((one) => one.jobType === jobType && String(one.step) === step);
	return known ? change(asked, known) : answer(added(asked, { ...asked.document, jobType, step }));
}

function remove(asked: Call, { id }: Task): Reply {
	tasks(asked).delete(String(id));
	return undefined;
}

/** With a job type go its tasks. VidiCore's own cannot be taken away (inferred). */
function removeType(asked: Call): Reply {
	const type = typeIn(asked);
	for (const [id, task] of tasks(asked)) if (task.jobType === type) tasks(asked).delete(id);
	asked.backend.store.jobTypes.delete(type);
	return undefined;
}

const script = ({ script: text = '' }: Task): Reply => ({ text });
const putScript = (asked: Call, task: Task): Reply =>
	void Object.assign(task, { script: asked.bytes.toString('utf8') });

const ofType = `${path}/jobtype/{}`;

export const taskDefinitionCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => listed([...tasks(asked).values()])),
	call(`POST ${path}`, create),
	call(`GET ${path}/{}`, (asked) => answer(byId(asked))),
	call(`PUT ${path}/{}`, (asked) => change(asked, byId(asked))),
	call(`DELETE ${path}/{}`, (asked) => remove(asked, byId(asked))),
	call(`GET ${path}/{}/script`, (asked) => script(byId(asked))),
	call(`PUT ${path}/{}/script`, (asked) => putScript(asked, byId(asked)), takesNothing, 'text'),
	call(`GET ${ofType}`, (asked) => {
		const type = typeIn(asked);
		return listed([...tasks(asked).values()].filter(({ jobType }) => jobType === type));
	}),
	call(`POST ${ofType}`, (asked) => void asked.backend.store.jobTypes.add(asked.params[0] ?? '')),
	call(`DELETE ${ofType}`, removeType),
	call(`GET ${ofType}/step/{}`, (asked) => answer(byStep(asked))),
	call(`PUT ${ofType}/step/{}`, putStep),
	call(`DELETE ${ofType}/step/{}`, (asked) => remove(asked, byStep(asked))),
	call(`GET ${ofType}/step/{}/script`, (asked) => script(byStep(asked))),
	call(`PUT ${ofType}/step/{}/script`, (asked) => putScript(asked, byStep(asked)), takesNothing, 'text'),
];
