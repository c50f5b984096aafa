import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { callsOf, documentIn, documentsOf, type Family } from './kept/families';
import { placeOf } from './kept/place';
import type { Call, Reply } from './route';

/** What can be switched on and off: rules and VidiCore's own services. They do nothing here. */
const projections: Family = {
	...{ path: '/API/auto-projection', root: 'AutoProjectionRuleDocument', key: 'name' },
	...{ can: 'list read write remove', list: ['URIListDocument', 'uri'] },
};

const services: Family = {
	...{ path: '/API/vidispine-service/service', root: 'VidispineServiceDocument', key: 'name', can: 'read' },
	initial: Object.fromEntries(uncertain.services.map((name) => [name, { isEnabled: true, isRunning: true }])),
};

const off = '/API/auto-projection/disable';

/** The names of rules that are on, or off. */
function projectionsThat(isOn: boolean) {
	return (asked: Call): Reply => {
		const without = asked.backend.store.kept.at(off);
		const uri = [...documentsOf(asked, projections).keys()].filter((name) => without.has(name) !== isOn);
		return { root: 'URIListDocument', document: { uri } };
	};
}

function switchProjection(isOn: boolean) {
	return (asked: Call): Reply => {
		documentIn(asked, projections);
		const without = asked.backend.store.kept.at(off);
		const name = asked.params[0] ?? '';
		if (isOn) without.delete(name);
		else without.set(name, {});
		return undefined;
	};
}

function switchService(isEnabled: boolean) {
	return (asked: Call): Reply => {
		Object.assign(documentIn(asked, services), { isEnabled, isRunning: isEnabled });
		return undefined;
	};
}

const serviceList = (asked: Call): Reply => ({
	root: 'VidispineServiceListDocument',
	document: { service: [...documentsOf(asked, services)].map(([name, document]) => ({ ...document, name })) },
});

/** The rule for files that arrive on a storage. */
const autoImports: Family = {
	...{ path: '/API/storage/{}/auto-import', root: 'AutoImportRuleDocument', can: '' },
};
const onlyRule = '';

function ruleOf(asked: Call): Record<string, unknown> {
	return documentIn({ ...asked, params: [...asked.params, onlyRule] }, autoImports);
}

const shownRule = (storage: string, rule: object) => ({ enabled: true, ...rule, storage });

function putRule(asked: Call): Reply {
	documentsOf(asked, autoImports).set(onlyRule, asked.document);
	return { root: 'AutoImportRuleDocument', document: shownRule(asked.params[0] ?? '', asked.document) };
}

function removeRule(asked: Call): Reply {
	ruleOf(asked);
	documentsOf(asked, autoImports).delete(onlyRule);
	return undefined;
}

function allRules(asked: Call): Reply {
	const rule = asked.backend.store.files.storages.flatMap(({ id }) => {
		const found = asked.backend.store.kept.at(placeOf({ ...asked, params: [id] }, autoImports.path)).get(onlyRule);
		return found ? [shownRule(id, found)] : [];
	});
	return { root: 'AutoImportRuleListDocument', document: { rule } };
}

export const switchCalls: DeclaredCall[] = [
	...callsOf(projections),
	call('GET /API/auto-projection/enable', projectionsThat(true)),
	call('GET /API/auto-projection/disable', projectionsThat(false)),
	call('PUT /API/auto-projection/{}/enable', switchProjection(true)),
	call('PUT /API/auto-projection/{}/disable', switchProjection(false)),
	...callsOf(services),
	call('GET /API/vidispine-service', serviceList),
	call('GET /API/vidispine-service/stacktrace', () => ({ text: 'No thread of the emulator is told of.' })),
	call('PUT /API/vidispine-service/service/{}/enable', switchService(true)),
	call('PUT /API/vidispine-service/service/{}/disable', switchService(false)),
	call('GET /API/storage/auto-import', allRules),
	call('GET /API/storage/{}/auto-import', (asked) => ({
		root: 'AutoImportRuleDocument',
		document: shownRule(asked.params[0] ?? '', ruleOf(asked)),
	})),
	call('PUT /API/storage/{}/auto-import', putRule),
	call('DELETE /API/storage/{}/auto-import', removeRule),
	call('PUT /API/storage/{}/auto-import/enable', (asked) => void Object.assign(ruleOf(asked), { enabled: true })),
	call('PUT /API/storage/{}/auto-import/disable', (asked) => void Object.assign(ruleOf(asked), { enabled: false })),
];
