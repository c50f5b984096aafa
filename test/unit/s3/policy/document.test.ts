import { largestPolicy, readPolicy, textsOf, writePolicy } from '../../../../s3/policy/document';

// Whatever a policy holds is written again as it stood, or it is not touched at all.

const none = { rest: { Version: '2012-10-17' }, statements: [] };

test.each([undefined, '', ' \n'])('%j is a bucket without a policy', (text) => {
	expect(readPolicy(text)).toEqual(none);
});

test.each(['{"Version":"2012-10-17"}', '{"Version":"2012-10-17","Statement":[]}'])('%s has no statement', (text) => {
	expect(readPolicy(text)).toEqual(none);
	expect(writePolicy(readPolicy(text))).toBeUndefined();
});

test.each(['null', '[]', '3', '"text"'])('%s is no policy', (text) => {
	expect(() => readPolicy(text)).toThrow(/not a JSON object/);
});

test.each(['[{},3]', '[{},null]', '[[]]', 'null', '"x"'])('statements %s are refused', (statements) => {
	expect(() => readPolicy(`{"Statement":${statements}}`)).toThrow(/not an object/);
});

test.each([
	String.raw`{"Statement":{"Sid":"a\":b","x":"c:\\","y":null}}`,
	String.raw`{"Statement":{"Sid":":\"","x":{"y":[{"z":":"},1.5,-9007199254740991]}}}`,
	'{"Statement":{"a:b":"{\\"c\\":1}"}}',
])('nothing is lost of %s', (text) => {
	const { Statement } = JSON.parse(text) as { Statement: object };
	expect(JSON.parse(writePolicy(readPolicy(text)) ?? '')).toEqual({ Statement: [Statement] });
});

test.each([
	String.raw`{"Statement":{"Sid":"\"","a":1,"a":2}}`,
	String.raw`{"Statement":{"Sid":"\\","a":{"b":1},"a":{"b":1}}}`,
	'{"Id":"1","Id":"2"}',
])('a name that stands twice is refused: %s', (text) => {
	expect(() => readPolicy(text)).toThrow(/twice/);
});

test.each(['9007199254740992', '-9007199254740992', '1e400'])('the number %s cannot be kept', (number) => {
	expect(() => readPolicy(`{"Statement":{"x":[${number}]}}`)).toThrow(/too large to be kept/);
});

test('the values of a condition are texts, numbers and booleans; what else there is means nothing', () => {
	expect(textsOf('a')).toEqual(['a']);
	expect(textsOf([1.2, true, false, 'b', null, { c: 1 }, ['d'], undefined])).toEqual(['1.2', 'true', 'false', 'b']);
});

test('AWS counts bytes, not letters', () => {
	const policy = (letter: string) => ({ rest: {}, statements: [{ Sid: letter.repeat(largestPolicy / 2) }] });
	expect(writePolicy(policy('a'))).toContain('aaa');
	expect(() => writePolicy(policy('ü'))).toThrow(/at most 20480/);
});
