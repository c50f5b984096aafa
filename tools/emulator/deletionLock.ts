/** What keeps an item or a collection from being deleted (members of the reference, since 4.15). */
export interface DeletionLock {
	id: string;
	user: string;
	expiryTime: string;
	modified: string;
	entityType: string;
	entityId: string;
	metadata?: unknown;
}
