import type { Collection, Item } from '../entities';

/**
 * What searches find items and collections in. Usually that is themselves; an index that holds still shows them as they
 * were, as VidiCore's does for a moment after a change (inferred). What was deleted is gone from searches at once
 * (documented).
 */
export class SearchIndex {
	private held: Item[] | undefined;
	private heldCollections: Collection[] | undefined;
	private still = false;

	constructor(
		private readonly items: ReadonlyMap<string, Item>,
		private readonly allCollections: ReadonlyMap<string, Collection>,
		/** Whether a search shows the archive as it was at the one before it. */
		private readonly lags = false,
	) {
		this.catchUp();
	}

	/** Searches see no change from now on. */
	holdStill(): void {
		this.still = true;
		this.hold();
	}

	/** What a search that was made now would have seen is what the next one sees. */
	private searched(): void {
		if (this.lags && !this.still) setImmediate(() => this.still || this.hold());
	}

	private hold(): void {
		this.heldCollections = [...this.allCollections.values()].map((collection) => ({ ...collection }));
		this.held = [...this.items.values()].map((item) => ({
			...item,
			fields: item.fields.copy(),
			spans: item.spans.map((span) => ({
				...span,
				fields: span.fields?.copy(),
				group: structuredClone(span.group),
			})),
		}));
	}

	/** As when some time goes by: where it lags, it has all that there is now. One that holds still goes on to do so. */
	settle(): void {
		if (this.lags && !this.still) this.hold();
	}

	/** The next search sees all that there is now. */
	catchUp(): void {
		this.still = false;
		if (this.lags) return this.hold();
		this.held = undefined;
		this.heldCollections = undefined;
	}

	/** The collections as the index has them. */
	collections(): Collection[] {
		this.searched();
		return [...(this.heldCollections ?? this.allCollections.values())].filter(({ id }) => this.allCollections.has(id));
	}

	/** The items as the index has them; those of a collection where their ids are given. */
	*entries(ids?: ReadonlySet<string>): Generator<Item> {
		this.searched();
		if (!this.held && ids) {
			for (const id of ids) {
				const item = this.items.get(id);
				if (item) yield item;
			}
			return;
		}
		for (const item of this.held ?? this.items.values())
			if (this.items.has(item.id) && (!ids || ids.has(item.id))) yield item;
	}
}
