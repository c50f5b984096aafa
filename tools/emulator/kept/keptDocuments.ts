/** A document as it was sent, or a text. */
export type Kept = Record<string, unknown> | { text: string; contentType: string };

/** What is only kept and given back, by the place where it lies: `/API/quota`, `/API/item/VX-1/storage-rule`. */
export class KeptDocuments {
	private readonly places = new Map<string, Map<string, Kept>>();

	/** Whether anybody has asked for that place before. */
	has(place: string): boolean {
		return this.places.has(place);
	}

	/** The documents at a place, by the last part of their address; the first one who asks opens it. */
	at(place: string): Map<string, Kept> {
		let documents = this.places.get(place);
		if (!documents) this.places.set(place, (documents = new Map()));
		return documents;
	}

	/** Places below one, with what is in them. */
	below(start: string, end: string): Array<[place: string, documents: ReadonlyMap<string, Kept>]> {
		return [...this.places].filter(([place]) => place.startsWith(start) && place.endsWith(end));
	}

	/** Takes away all that lies below a place: what it was about is gone. */
	forget(place: string): void {
		for (const known of this.places.keys())
			if (known === place || known.startsWith(`${place}/`)) this.places.delete(known);
	}
}
