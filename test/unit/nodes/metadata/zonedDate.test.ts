import { zonedDate } from '../../../../nodes/metadata/zonedDate';

test.each([
	['2026-04-01T18:30:00', 'Europe/Berlin', '2026-04-01T16:30:00.000Z'],
	['2026-12-01 18:30', 'Europe/Berlin', '2026-12-01T17:30:00.000Z'],
	['2026-04-01T00:15:00.500', 'America/New_York', '2026-04-01T04:15:00.500Z'],
	['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
	['2026-03-29T01:59:00', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
	['2026-04-01T18:30:00', 'UTC', '2026-04-01T18:30:00.000Z'],
	['2026-04-01', 'Europe/Berlin', '2026-04-01'],
	['2026-04-01T18:30:00Z', 'Europe/Berlin', '2026-04-01T18:30:00Z'],
	['2026-04-01T18:30:00.000+02:00', 'America/New_York', '2026-04-01T18:30:00.000+02:00'],
	['2026-13-01T18:30:00', 'UTC', '2026-13-01T18:30:00'],
	['soon', 'UTC', 'soon'],
])('%s in %s is %s', (text, zone, moment) => expect(zonedDate(text, zone)).toBe(moment));
