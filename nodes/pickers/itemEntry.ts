import type { INodeListSearchItems } from 'n8n-workflow';
import type { ListedItem } from '../../vidicore/items/listItems';

/** An item in a list: its title first, because n8n cuts off the end, then what tells it from others of that title. */
export const itemEntry = ({ id, title, mediaType, duration, created }: ListedItem): INodeListSearchItems => {
	const kind = mediaType === 'none' ? 'no media' : mediaType;
	const about = [kind, clock(Number(duration)), created.slice(0, 10)].filter((part) => part !== '').join(', ');
	return { name: `${title || 'Without a title'}${about ? ` – ${about}` : ''} (${id})`, value: id };
};

/** `2:05` or `1:00:00`; '' for nothing. */
function clock(seconds: number): string {
	if (!(seconds > 0)) return '';
	const whole = Math.round(seconds);
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const two = (number: number) => String(number).padStart(2, '0');
	return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
