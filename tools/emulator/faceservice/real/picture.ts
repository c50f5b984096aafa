/** Pixels, three bytes each (red, green, blue), line by line. */
export interface Picture {
	width: number;
	height: number;
	rgb: Uint8Array<ArrayBuffer>;
}

/** In pixels of the picture; may reach over its edges. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The part of a picture around a box, with half a box more on each side as far as the picture goes. */
export function cropAround({ width, height, rgb }: Picture, box: Box): Picture {
	const left = Math.max(0, Math.floor(box.x - box.width / 2));
	const top = Math.max(0, Math.floor(box.y - box.height / 2));
	const right = Math.min(width, Math.ceil(box.x + box.width * 1.5));
	const bottom = Math.min(height, Math.ceil(box.y + box.height * 1.5));
	const crop = { width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
	const own = new Uint8Array(crop.width * crop.height * 3);
	for (let line = 0; line < crop.height; line++) {
		const from = ((top + line) * width + left) * 3;
		own.set(rgb.subarray(from, from + crop.width * 3), line * crop.width * 3);
	}
	return { ...crop, rgb: own };
}

/** A picture as a PPM file, which every image program reads. */
export function toPpm({ width, height, rgb }: Picture): Buffer {
	return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), rgb]);
}

/**
 * The pictures of a stream of PPM files, one after the other, each as soon as it is whole; a cut-off last one is left
 * out.
 */
export async function* readPpms(stream: AsyncIterable<Buffer>): AsyncGenerator<Picture> {
	let head = '';
	let picture: Picture | undefined;
	let filled = 0;
	for await (const chunk of stream) {
		let at = 0;
		while (at < chunk.length) {
			if (!picture) {
				head += String.fromCharCode(chunk[at] as number);
				at += 1;
				const size = /^P6\n(\d+) (\d+)\n255\n$/.exec(head);
				if (!size) continue;
				const [width, height] = [Number(size[1]), Number(size[2])];
				picture = { width, height, rgb: new Uint8Array(width * height * 3) };
				[head, filled] = ['', 0];
			}
			const part = chunk.subarray(at, at + picture.rgb.length - filled);
			picture.rgb.set(part, filled);
			filled += part.length;
			at += part.length;
			if (filled < picture.rgb.length) continue;
			yield picture;
			picture = undefined;
		}
	}
}
