import type { Appearance } from '../faces/appearance';
import { oneLine, xmlText } from '../faces/formats/text';
import { lanesOf } from './lanes';

/**
 * The picture as a page that needs nothing else: wheel or buttons zoom, dragging moves, a field filters by name, a
 * box hides unknown faces, and it follows the reader's choice of light or dark. Names are data in it, never markup.
 */
export function html(title: string, appearances: readonly Appearance[]): string {
	const data = JSON.stringify(lanesOf(appearances))
		.replace(/</g, '\\u003c')
		.replace(/\u2028|\u2029/g, ' ');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
	content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${xmlText(oneLine(title))}</title>
<style>
:root {
	color-scheme: light dark; --ground: #fff; --stripe: #f4f5f7; --text: #1d2733; --faint: #66717f; --line: #d9dde3;
	--known: #1f6feb; --unknown: #c2571a;
}
@media (prefers-color-scheme: dark) { :root {
	--ground: #14181f; --stripe: #1b212a; --text: #e8ecf1; --faint: #9aa5b3; --line: #323b48;
	--known: #6cabff; --unknown: #f0a060;
} }
body { margin: 0; font: 14px system-ui, 'Noto Sans', sans-serif; background: var(--ground); color: var(--text); }
header {
	position: sticky; top: 0; background: var(--ground); padding: 12px 16px; display: flex; gap: 16px;
	align-items: center; flex-wrap: wrap; border-bottom: 1px solid var(--line); z-index: 1;
}
h1 { font-size: 18px; margin: 0 auto 0 0; }
input[type=search] { font: inherit; padding: 4px 8px; width: 220px; }
button { font: inherit; min-width: 32px; }
#lanes { display: grid; grid-template-columns: minmax(120px, max-content) 1fr 70px; }
.name, .sum {
	padding: 4px 12px; line-height: 20px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
	max-width: 320px;
}
.sum { color: var(--faint); text-align: right; }
.unknown { color: var(--unknown); }
.bars { position: relative; height: 28px; overflow: hidden; cursor: grab; touch-action: pan-y; }
.odd { background: var(--stripe); }
.bars i {
	position: absolute; top: 5px; height: 18px; min-width: 2px; border-radius: 2px; background: var(--known);
}
.bars.other i { background: var(--unknown); }
.mark { position: absolute; top: 4px; transform: translateX(-50%); color: var(--faint); white-space: nowrap; }
</style>
</head>
<body>
<header>
<h1>${xmlText(oneLine(title))}</h1>
<input type="search" id="filter" placeholder="Filter by name" aria-label="Filter by name">
<label><input type="checkbox" id="known"> only known people</label>
<span>
<button id="in" aria-label="Zoom in">+</button>
<button id="out" aria-label="Zoom out">−</button>
<button id="all">All</button>
</span>
<span id="count" aria-live="polite"></span>
</header>
<div id="lanes"></div>
<script type="application/json" id="data">${data}</script>
<script>
${script}
</script>
</body>
</html>
`;
}

/** Runs in the page. Only textContent and style are set, so no name can become markup. */
const script = `'use strict';
const { lanes, seconds } = JSON.parse(document.getElementById('data').textContent);
const at = (id) => document.getElementById(id);
let from = 0;
let to = seconds;
const two = (n) => String(n).padStart(2, '0');
const minutes = (s) => (s >= 3600 ? Math.floor(s / 3600) + ':' + two(Math.floor(s / 60) % 60) : Math.floor(s / 60));
const minutesAndSeconds = (s) => minutes(s) + ':' + two(Math.floor(s) % 60);
const make = (tag, className, text = '') =>
	Object.assign(document.createElement(tag), { className, textContent: text });
const folded = (text) => text.normalize('NFC').toLocaleLowerCase();
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];
function draw() {
	const wanted = folded(at('filter').value.trim());
	const everybody = !at('known').checked;
	const visible = lanes.filter((lane) => folded(lane.person).includes(wanted) && (lane.known || everybody));
	at('count').textContent = visible.length + ' of ' + lanes.length + (lanes.length === 1 ? ' person' : ' people');
	const rows = [];
	const percent = (s) => ((s - from) / (to - from)) * 100;
	const axis = make('div', 'bars');
	const step = steps.find((one) => (to - from) / one <= 10) || Math.ceil((to - from) / 10 / 86400) * 86400;
	for (let s = Math.ceil(from / step) * step; s <= to; s += step) {
		const mark = make('span', 'mark', minutesAndSeconds(s));
		mark.style.left = percent(s) + '%';
		axis.append(mark);
	}
	rows.push(make('div', 'name'), axis, make('div', 'sum'));
	visible.forEach((lane, n) => {
		const odd = n % 2 ? '' : ' odd';
		const bars = make('div', 'bars' + odd + (lane.known ? '' : ' other'));
		for (const bar of lane.bars) {
			if (bar.to < from || bar.from > to) continue;
			const i = make('i', '');
			i.style.left = percent(bar.from) + '%';
			i.style.width = percent(bar.to) - percent(bar.from) + '%';
			i.style.opacity = bar.confidence === null ? 0.85 : 0.35 + 0.65 * bar.confidence;
			const sure = bar.confidence === null ? '' : ', ' + Math.round(bar.confidence * 100) + ' %';
			i.title = lane.person + ', ' + minutesAndSeconds(bar.from) + ' to ' + minutesAndSeconds(bar.to) + sure;
			bars.append(i);
		}
		const name = make('div', 'name' + odd + (lane.known ? '' : ' unknown'), lane.person);
		name.title = lane.person;
		rows.push(name, bars, make('div', 'sum' + odd, minutesAndSeconds(lane.totalSeconds)));
	});
	at('lanes').replaceChildren(...rows);
}
function zoom(factor, middle) {
	const length = Math.min(seconds, Math.max(1, (to - from) * factor));
	const share = (middle - from) / (to - from);
	from = Math.min(Math.max(0, middle - length * share), seconds - length);
	to = from + length;
	draw();
}
const centre = () => (from + to) / 2;
at('in').onclick = () => zoom(0.5, centre());
at('out').onclick = () => zoom(2, centre());
at('all').onclick = () => { from = 0; to = seconds; draw(); };
at('filter').oninput = at('known').onchange = draw;
const place = (event) => {
	const bars = event.target.closest('.bars');
	if (!bars) return undefined;
	const box = bars.getBoundingClientRect();
	return { second: from + ((event.clientX - box.left) / box.width) * (to - from), width: box.width };
};
at('lanes').addEventListener('wheel', (event) => {
	const here = place(event);
	if (!here || event.shiftKey) return;
	event.preventDefault();
	zoom(event.deltaY > 0 ? 1.25 : 0.8, here.second);
}, { passive: false });
let drag;
at('lanes').addEventListener('pointerdown', (event) => {
	const here = place(event);
	if (here) drag = { x: event.clientX, from, width: here.width };
});
addEventListener('pointermove', (event) => {
	if (!drag) return;
	const length = to - from;
	from = Math.min(Math.max(0, drag.from - ((event.clientX - drag.x) / drag.width) * length), seconds - length);
	to = from + length;
	draw();
});
addEventListener('pointerup', () => { drag = undefined; });
draw();`;
