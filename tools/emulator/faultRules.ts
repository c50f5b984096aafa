/** What a test can make go wrong on purpose. A rule holds for the next `times` requests whose method and path match. */
export interface FaultRule {
	/** Matched against `METHOD /path`. */
	match: RegExp;
	times: number;
	/**
	 * status: answer this instead of doing anything; html: the same with a gateway's page; truncate: do it, but cut the
	 * answer in half; drop: cut the connection before doing anything; dropAfter: do it, then cut the connection without
	 * an answer; delayMs: do it, but later; answerLaterMs: do it at once, but answer later; until: do it, but only when
	 * that is fulfilled; answerAfter: do it at once, but answer only then. Both are called when the request has come.
	 */
	effect:
		| { status: number; body?: string; contentType?: string }
		| { html: number }
		| 'truncate'
		| 'drop'
		| 'dropAfter'
		| { delayMs: number }
		| { answerLaterMs: number }
		| { until: () => Promise<void> }
		| { answerAfter: () => Promise<unknown> };
	/** Rules that hold from the moment in which this one is used up. */
	then?: readonly FaultRule[];
}

export class FaultRules {
	private rules: FaultRule[] = [];

	add(rule: FaultRule): void {
		this.rules.push({ ...rule });
	}

	clear(): void {
		this.rules = [];
	}

	/** The effect for this request, which uses up one of its times. */
	take(method: string, path: string): FaultRule['effect'] | undefined {
		const rule = this.rules.find(({ match, times }) => times > 0 && match.test(`${method} ${path}`));
		if (!rule) return undefined;
		rule.times -= 1;
		if (rule.times === 0) for (const next of rule.then ?? []) this.add(next);
		return rule.effect;
	}
}
