const ts = require('typescript');

/** jest reads TypeScript through the compiler we have anyway; types are checked by `npm run types`. */
const compilerOptions = {
	module: ts.ModuleKind.CommonJS,
	target: ts.ScriptTarget.ES2022,
	useDefineForClassFields: false,
	esModuleInterop: true,
	inlineSourceMap: true,
	inlineSources: true,
};

module.exports = {
	process: (text, fileName) => ({ code: ts.transpileModule(text, { fileName, compilerOptions }).outputText }),
};
