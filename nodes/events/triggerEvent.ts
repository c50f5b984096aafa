import type { IDataObject } from 'n8n-workflow';
import type { Message } from '../../vidicore/notifications/message';
import type { NotificationScope } from '../../vidicore/notifications/notification';

/**
 * What a look by the clock needs to know of an event of VidiCore. States are plain JSON that n8n keeps. All methods
 * throw VidiCoreErrors.
 */
export interface PolledEvent {
	/** Under which the state is kept: another event, or another collection, begins anew. */
	stateKey: string;
	/**
	 * When the workflow is published: what is to be watched must be there, because a mistake would never be noticed
	 * later.
	 */
	check(): Promise<void>;
	/** The state behind everything that is there by now. */
	begin(): Promise<IDataObject>;
	/** What happened since that state, filtered, and the state behind it. */
	since(state: IDataObject): Promise<{ events: IDataObject[]; state: IDataObject }>;
	/** Some real events of the past, for trying the workflow in the editor. */
	samples(): Promise<IDataObject[]>;
}

/** One that VidiCore can also call us for. */
export interface TriggerEvent extends PolledEvent {
	/** What VidiCore is asked to call us for. */
	scope: NotificationScope;
	trigger: object;
	/**
	 * What a message may be about, by a key that is the same for the same event; undefined: only looking everything
	 * through tells.
	 */
	named(message: Message): string[] | undefined;
	/**
	 * The events of such keys as VidiCore itself has them, filtered; none for what is not so, or what VidiCore does not
	 * have. However many there are, a bounded number of requests; `leftOut` keys were not looked at then.
	 */
	verified(keys: readonly string[]): Promise<{ events: IDataObject[]; leftOut: number }>;
	/** The key of a verified event, in VidiCore's own spelling: it may have been asked for in another. */
	keyOf(event: IDataObject): string;
}
