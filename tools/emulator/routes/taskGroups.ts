import { notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import { callsOf, documentIn, type Family } from './kept/families';
import type { Call, Reply } from './route';

const groups: Family = {
	...{ path: '/API/task-group', root: 'TaskGroupDocument', key: 'name', can: 'list clear read write remove' },
	list: ['TaskGroupListDocument', 'group'],
};

const groupOf = (asked: Call) => documentIn({ ...asked, params: asked.params.slice(0, 1) }, groups);

const transcodersOf = ({ transcoder }: Record<string, unknown>): Array<{ id: string }> =>
	(Array.isArray(transcoder) ? transcoder : []) as Array<{ id: string }>;

function add(asked: Call): Reply {
	const group = groupOf(asked);
	const id = asked.params[1] ?? '';
	const others = transcodersOf(group).filter((one) => one.id !== id);
	group.transcoder = [...others, { id }];
	return undefined;
}

function take(asked: Call): Reply {
	const group = groupOf(asked);
	const id = asked.params[1] ?? '';
	const others = transcodersOf(group).filter((one) => one.id !== id);
	if (others.length === transcodersOf(group).length) throw notFound('transcoder', id);
	group.transcoder = others;
	return undefined;
}

export const taskGroupCalls: DeclaredCall[] = [
	...callsOf(groups),
	call('PUT /API/task-group/{}/transcoder/{}', add),
	call('DELETE /API/task-group/{}/transcoder/{}', take),
];
