import fc from 'fast-check';
import { redactor } from '../../../secrets/redactor';
import { hostileTexts, repeated, worseThanLinear } from '../../support/linear';

const secret = 'open+sesame/42="\\x&y z';
const hide = redactor([secret, `anna:${secret}`]);
const json = (value: unknown) => JSON.stringify(value);

test.each<[string, (value: string) => string]>([
	['as it is', (value) => value],
	['in JSON', json],
	['in JSON with escaped slashes', (value) => json(value).replaceAll('/', '\\/')],
	['in JSON in JSON', (value) => json(json(value))],
	[
		'in JSON with everything escaped',
		(value) => [...value].map((char) => (/\w/.test(char) ? char : `\\u00${char.charCodeAt(0).toString(16)}`)).join(''),
	],
	['percent-encoded', encodeURIComponent],
	['percent-encoded, small letters', (value) => encodeURIComponent(value).toLowerCase()],
	['percent-encoded twice', (value) => encodeURIComponent(encodeURIComponent(value))],
	['in a form', (value) => new URLSearchParams({ value }).toString()],
	['in HTML', (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
	['in HTML by number', (value) => value.replace(/\W/g, (char) => `&#${char.charCodeAt(0)};`)],
	['in an address', (value) => `s3://KEY:${encodeURIComponent(value)}@bucket/`],
	['in base64', (value) => Buffer.from(value).toString('base64')],
	['in base64 for addresses', (value) => Buffer.from(value).toString('base64url')],
	['in base64, percent-encoded', (value) => encodeURIComponent(Buffer.from(value).toString('base64'))],
	['in a Basic login', (value) => `Basic ${Buffer.from(`anna:${value}`).toString('base64')}`],
	['in base64 of a document', (value) => Buffer.from(json({ uri: value, more: 'x' })).toString('base64')],
])('%s', (_, written) => {
	const text = hide(`before ${written(secret)} after`);
	expect(text).toMatch(/^before .*\*\*\*.* after$/);
	const read = [...Array(text.length).keys()].map((from) => Buffer.from(text.slice(from), 'base64').toString('latin1'));
	for (const one of [text, ...read]) expect(one).not.toMatch(/sesame/);
});

test('whatever the secret, and whatever is beside it, nothing of it is left', () => {
	const unit = fc.constantFrom(
		'a',
		'Z',
		'7',
		'/',
		'+',
		'=',
		'%',
		'\\',
		'"',
		'&',
		'<',
		' ',
		'-',
		'_',
		'.',
		'é',
		'日',
		'😀',
	);
	const value = fc.string({ unit, minLength: 8, maxLength: 30 }).map((more) => `s${more}t`);
	const around = fc.string({ unit: fc.constantFrom('x', '1', '"', '/', '%', ' ', '&'), maxLength: 5 });
	const ways = fc.constantFrom<(value: string) => string>(
		(text) => text,
		json,
		(text) => json(text).replaceAll('/', '\\/'),
		encodeURIComponent,
		(text) => new URLSearchParams({ text }).toString().slice(5),
		(text) => Buffer.from(text).toString('base64'),
	);
	fc.assert(
		fc.property(value, around, around, ways, (whole, left, right, way) => {
			const written = way(whole);
			const text = redactor([whole])(left + written + right);
			expect(text).toContain('***');
			expect(text).not.toContain(written);
		}),
	);
});

test('in base64 of a longer text nothing of it can be read, wherever it stands', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 7 }), fc.string({ maxLength: 7 }), (left, right) => {
			const text = redactor(['wJalrXUtnFEMI/K7MDENG'])(
				Buffer.from(`${left}wJalrXUtnFEMI/K7MDENG${right}`).toString('base64'),
			);
			for (let from = 0; from < text.length; from++)
				expect(Buffer.from(text.slice(from), 'base64').toString('latin1')).not.toMatch(/alrXU|FEMI|MDEN/);
		}),
	);
});

describe('short secrets', () => {
	test('below eight characters only whole words are hidden', () => {
		const short = redactor(['admin']);
		expect(short('Ask an administrator: the user admin (admin:admin) may not. badmin')).toBe(
			'Ask an administrator: the user *** (***:***) may not. badmin',
		);
		expect(short('u%3Aadmin%40host "\\nadmin" YWRtaW4= xYWRtaW4x')).toBe('u%3A***%40host "\\n***" *** xYWRtaW4x');
	});

	test('below four they are hidden in longer texts that hold them, and nowhere else', () => {
		const tiny = redactor(['ab', 'anna:ab']);
		expect(tiny('about anna: ab; anna:ab, Basic YW5uYTphYg==')).toBe('about anna: ab; ***, Basic ***');
	});

	test('none, or an empty one, hides nothing', () => {
		for (const hidden of [[], [''], [undefined], ['  ']]) expect(redactor(hidden)('a  b: c')).toBe('a  b: c');
	});
});

test('blanks around a secret do not keep it from being found', () =>
	expect(redactor([' open-sesame\n'])('it is open-sesame.')).toBe('it is ***.'));

test('takes time in proportion to the text, also to one that almost holds the secret', () => {
	const secrets = [
		'a'.repeat(30) + 'b',
		'open-sesame',
		'////////////',
		`${'\\'.repeat(12)}ab`,
		'admin',
		'x'.repeat(2000),
	];
	const shapes = {
		...hostileTexts,
		'the secret, all but its end': repeated('open-sesam'),
		'the secret': repeated('open-sesame'),
		'short words': repeated('admin1 '),
		'in base64, almost': repeated(Buffer.from('open-sesame').toString('base64').slice(0, -3)),
	};
	expect(worseThanLinear(redactor(secrets), shapes)).toEqual([]);
});
