import { initWasm, Resvg } from '@resvg/resvg-wasm';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf';
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';

const ready = initWasm(wasm);

/** An SVG of ours as PNG, with DejaVu's letters and no others. Rejects with what the renderer says. */
export async function draw(svg: string): Promise<Uint8Array> {
	await ready;
	const font = { fontBuffers: [regular, bold], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
	const renderer = new Resvg(svg, { font });
	const image = renderer.render();
	try {
		return image.asPng();
	} finally {
		image.free();
		renderer.free();
	}
}
