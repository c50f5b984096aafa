/**
 * An SVG of ours as PNG in the build for n8n Cloud, which has neither native modules nor files: the renderer (resvg as
 * WebAssembly) and DejaVu are in a file of their own, which is read when somebody asks for a picture. Rejects with what
 * the renderer says.
 */
export async function png(svg: string): Promise<Uint8Array> {
	const { draw } = await import('./embeddedResvg');
	return await draw(svg);
}
