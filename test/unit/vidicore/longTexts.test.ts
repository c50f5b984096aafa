import { answerAddress } from '../../../vidicore/answerAddress';
import { serverRoot } from '../../../vidicore/baseUrl';
import { disguisedFault, pageTitle, readFault } from '../../../vidicore/exceptionDocument';
import { segment } from '../../../vidicore/http';
import { readThumbnails } from '../../../vidicore/items/thumbnails';
import { isoTime, jobErrorText, jobOutcome } from '../../../vidicore/jobs/state';
import { readMessage } from '../../../vidicore/notifications/message';
import { pointsTo } from '../../../vidicore/redirect';
import { retryAfterMs } from '../../../vidicore/retries';
import { redact, withoutUserInfo } from '../../../vidicore/redact';
import { alreadyThere } from '../../../vidicore/resources/configuration';
import { readResourceDocument, vidinetServiceId } from '../../../vidicore/resources/resourceDocument';
import { s3Location, tidyFolder } from '../../../vidicore/resources/s3Uri';
import { parseXml } from '../../../vidicore/xml';
import { hostileTexts, repeated, worseThanLinear, type Shapes } from '../../support/linear';

// What a server, a job or a user's field can hand to these functions must not hold n8n's only thread: 100 kB of it.

const xmlShapes: Shapes = {
	...hostileTexts,
	'elements inside each other': (length) => '<a>'.repeat(length / 7) + '</a>'.repeat(length / 7),
	'elements beside each other': repeated('<a>1</a>', '<r>', '</r>'),
	attributes: repeated(' a="1"', '<r', '/>'),
	comments: repeated('<!-- -->', '<r>', '</r>'),
	'blanks in a tag': repeated(' ', '<r', '/>'),
};

const faultShapes: Shapes = {
	...xmlShapes,
	'an explanation in JSON': (length) => JSON.stringify({ invalidInput: { explanation: 's3://'.repeat(length / 5) } }),
	'an explanation in XML': repeated(
		's3://',
		'<ExceptionDocument><notFound><id>',
		'</id></notFound></ExceptionDocument>',
	),
	'a reason as text': repeated('a', '400 An invalid parameter was entered\nReason: '),
	'reasons as text': repeated('400 x\nReason: \nContext: ', '400 x\n'),
	titles: repeated('<title>a', '<html>'),
};

const functions: Array<[string, (text: string) => unknown, Shapes?]> = [
	['redact', redact],
	['withoutUserInfo', withoutUserInfo],
	['serverRoot', serverRoot],
	['serverRoot behind a host', (text) => serverRoot(`https://h/${text}`)],
	['answerAddress', (text) => answerAddress('https://h/mam', text)],
	['answerAddress below the API', (text) => answerAddress('https://h/mam', `https://h/mam/API/${text}`)],
	['answerAddress with a query', (text) => answerAddress('https://h', `/API/x?${text}`)],
	['readThumbnails', (text) => readThumbnails('https://h', [`/API/${text}/x`, `/API/x?${text}`])],
	['tidyFolder', tidyFolder],
	['s3Location', s3Location],
	['s3Location behind the scheme', (text) => s3Location(`s3://${text}`)],
	['vidinetServiceId', (text) => vidinetServiceId(`vidinet://${text}`)],
	['readFault', (text) => [400, 404, 502].map((status) => readFault(status, text)), faultShapes],
	['disguisedFault', (text) => disguisedFault(text), faultShapes],
	['pageTitle', (text) => pageTitle(text), faultShapes],
	['pointsTo', (text) => pointsTo(text, 'https://h/API/x')],
	['retryAfterMs', (text) => retryAfterMs({ status: 429, headers: { 'retry-after': text, date: text }, body: '' }, 0)],
	['parseXml', parseXml, xmlShapes],
	['readResourceDocument', readResourceDocument, xmlShapes],
	['segment', segment],
	['isoTime', (text) => isoTime(`2020-01-01T${text}`)],
	['jobOutcome', jobOutcome],
	['jobErrorText', (text) => jobErrorText({ jobId: '', status: '', data: [{ key: 'errorMessage', value: text }] })],
	['the keys of a job error', (text) => jobErrorText({ jobId: '', status: '', data: [{ key: text, value: text }] })],
	['alreadyThere', (result) => alreadyThere({ order: 1, description: '', resource: '', result })],
	['readMessage', (text) => readMessage({ field: [{ key: text, value: text }] })],
];

for (const [name, work, shapes] of functions)
	test(`${name} takes time in proportion to the text`, () => expect(worseThanLinear(work, shapes)).toEqual([]));
