// Files that the build for n8n Cloud puts into its code.
declare module '*.wasm' {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}
declare module '*.ttf' {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}
