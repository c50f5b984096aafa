/**
 * A picture that says which frame of which video it is: a row of 32 black and white fields, the first eight for the
 * video and the others for the frame, and below it the same the other way round. It is made where there are no media,
 * and for proofs.
 */
export interface Numbered {
	/** 0 to 255. */
	video: number;
	/** 0 to 16,777,215. */
	frame: number;
}

const fields = 32;
const [black, white, grey] = [16, 235, 96];

/** The picture as ffmpeg's yuv420p; both sides must be even, and at least 64 and 32 pixels long. */
export function numberedFrame({ video, frame }: Numbered, width: number, height: number): Buffer {
	const picture = Buffer.alloc((width * height * 3) / 2, 128);
	picture.fill(grey, 0, width * height);
	const high = Math.floor(height / 4);
	const bits = ((video << 24) | frame) >>> 0;
	for (let x = 0; x < width; x++) {
		const isSet = (bits >>> (fields - 1 - Math.floor((x * fields) / width))) & 1;
		for (let y = 0; y < high; y++) {
			picture[y * width + x] = isSet ? white : black;
			picture[(y + high) * width + x] = isSet ? black : white;
		}
	}
	digits(
		picture,
		width,
		{ left: 4, top: 2 * high + 4, size: Math.max(1, Math.floor(height / 45)) },
		`${video} ${frame}`,
	);
	return picture;
}

/** Which frame a picture says it is, out of its luma; undefined where its two rows do not fit together. */
export function numberIn(luma: Uint8Array, width: number, height: number): Numbered | undefined {
	const high = Math.floor(height / 4);
	let bits = 0;
	for (let field = 0; field < fields; field++) {
		const x = Math.floor(((field + 0.5) * width) / fields);
		const [above, below] = [0.5, 1.5].map((row) => (luma[Math.floor(high * row) * width + x] ?? 0) > 126);
		if (above === below) return undefined;
		bits = (bits * 2 + (above ? 1 : 0)) >>> 0;
	}
	return { video: bits >>> 24, frame: bits & 0xffffff };
}

/** A digit of three by five dots; each row as the sum of its dots. */
const glyphs: Readonly<Record<string, string>> = {
	...{ ' ': '00000', 0: '75557', 1: '26227', 2: '71747', 3: '71717', 4: '55711' },
	...{ 5: '74717', 6: '74757', 7: '71222', 8: '75757', 9: '75717' },
};

interface Place {
	left: number;
	top: number;
	/** Pixels a dot. */
	size: number;
}

/** The same for people. */
function digits(picture: Buffer, width: number, { left, top, size }: Place, text: string): void {
	for (const [place, letter] of [...text].entries())
		for (const [row, dots] of [...(glyphs[letter] ?? '')].entries())
			for (let column = 0; column < 3; column++) {
				if (((Number(dots) >> (2 - column)) & 1) === 0) continue;
				const x = left + (place * 4 + column) * size;
				for (let line = 0; line < size; line++)
					picture.fill(white, (top + row * size + line) * width + x, (top + row * size + line) * width + x + size);
			}
}
