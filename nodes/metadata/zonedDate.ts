/**
 * A date and time without a zone, as n8n's date picker gives it, is one of the workflow's time zone: VidiCore would
 * take it for one of its own. Everything else comes back as it is. `zone` is an IANA name such as Europe/Berlin.
 */
export function zonedDate(text: string, zone: string): string {
	const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?$/.exec(text.trim());
	if (!written) return text;
	const local = `${written[1]}T${written[2]}${written[3] ?? ':00'}${written[4] ?? ''}`;
	const asUtc = Date.parse(`${local}Z`);
	if (Number.isNaN(asUtc)) return text;
	// Twice: the first guess may lie on the other side of a change to summer time.
	const guess = asUtc - offsetMs(asUtc, zone);
	return new Date(asUtc - offsetMs(guess, zone)).toISOString();
}

/** By how much the clocks of a zone are ahead of UTC at that moment. */
function offsetMs(moment: number, zone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
		...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
	} as const);
	const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}
