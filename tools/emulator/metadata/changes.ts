/** One writing of metadata: VidiCore calls it a change set. */
export interface Change {
	id: string;
	user: string;
	/** As VidiCore's JSON writes it. */
	timestamp: string;
}

/** The change with which the archive was made. */
export const firstChange: Change = { id: 'VX-915', user: 'admin', timestamp: '2025-03-04T12:30:41.218+0000' };

/** The state of a thing's metadata: every change makes a new one. */
export const revisionOf = ({ lastChange }: { lastChange?: Change }): string => (lastChange ?? firstChange).id;

/** When an item's metadata were last written, as ISO 8601 with a zone. */
export const lastModified = ({ lastChange }: { lastChange?: Change }): string =>
	(lastChange ?? firstChange).timestamp.replace('+0000', 'Z');
