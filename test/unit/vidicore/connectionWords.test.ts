import { connectionWords } from '../../../vidicore/connectionWords';

test.each([
	['HPE_INVALID_CONSTANT', /^answered with something that is not HTTP \(HPE_INVALID_CONSTANT\)/],
	['ECONNREFUSED', /^refuses connections/],
	['A_CODE_TO_COME', /^could not be asked \(A_CODE_TO_COME\)$/],
	['', /^could not be asked \(no answer\)$/],
])('of the code "%s" a server is said what happened', (code, words) => {
	expect(connectionWords(code)).toMatch(words);
});
