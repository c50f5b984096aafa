/**
 * An SVG of ours as PNG. The renderer (resvg, a native module) and its font are loaded when somebody needs them and
 * not before. DejaVu comes with the package, because containers often have no fonts; scripts it has no letters for,
 * such as Chinese, need a font of the system. Rejects with what the renderer says, for example where there is no
 * build of it for the system.
 */
export async function png(svg: string): Promise<Uint8Array> {
	const { Resvg } = await import('@resvg/resvg-js');
	const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
		require.resolve(`dejavu-fonts-ttf/ttf/${file}`),
	);
	return new Resvg(svg, { font: { fontFiles, loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' } })
		.render()
		.asPng();
}
