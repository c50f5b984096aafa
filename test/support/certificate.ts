import { generateKeyPairSync, sign } from 'node:crypto';

/** A fresh key and a certificate that vouches for itself, so that nobody has reason to trust it (X.509, RFC 5280). */
export function selfSigned(name = 'localhost'): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const algorithm = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex')); // ecdsa-with-SHA256
	const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)));
	const subject = der(0x30, der(0x31, commonName));
	const to = der(0x30, time(-1), time(1));
	const content = der(
		0x30,
		der(0xa0, der(0x02, Buffer.from([2]))), // version 3
		der(0x02, Buffer.from([1])),
		algorithm,
		subject,
		to,
		subject,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
	const whole =
		der(0x30, content, algorithm, signature)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${whole.join('\n')}\n-----END CERTIFICATE-----\n`,
	};
}

function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const length = content.length;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** That many days from now, as UTCTime. */
const time = (days: number): Buffer => {
	const text = new Date(Date.now() + days * 86_400_000).toISOString();
	return der(0x17, Buffer.from(`${text.slice(2, 19).replace(/\D/g, '')}Z`));
};
