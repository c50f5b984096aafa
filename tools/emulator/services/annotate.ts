import { groupOf, groupWriter, removeGroups } from '../metadata/spans';
import { noteChange } from '../metadata/writeMetadata';
import type { Item } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import type { Finding, ScriptedAnnotator } from './script';

/**
 * Writes what a service found into the item's metadata, as Analyzed Data Units: groups `adu_TYPE_ANALYZER` with one
 * `adu_av_analyzedValue` for each value (documented).
 */
export function annotate(store: Store, item: Item, { analyzer }: ScriptedAnnotator, findings: Finding[]): void {
	const groupName = (type: string) => `adu_${type}_${analyzer}`;
	if (uncertain.reanalysisReplaces)
		for (const type of new Set(findings.map((finding) => finding.type))) removeGroups(item, groupName(type));
	const created = new Date().toISOString().slice(0, 19);
	const timeBase = item.video?.timeBase ?? 'PAL';
	const write = groupWriter(item);
	for (const { type, from, to, value, confidence, description } of findings) {
		const analyzed = groupOf('adu_av_analyzedValue', {
			adu_av_value: value,
			adu_av_confidence: confidence?.toString(),
			adu_av_description: description,
		});
		const fields = { adu_analyzerId: analyzer, adu_analysisType: type, adu_creationDate: created };
		write(`${from}@${timeBase}`, `${to}@${timeBase}`, groupOf(groupName(type), fields, [analyzed]));
	}
	noteChange(store, item, 'admin');
}
