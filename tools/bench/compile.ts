import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { root } from '../lab/package';

/**
 * Compiles `faces/` and one script of this folder as they are shipped, so that a measured process holds nothing but
 * Node and them: a loader for TypeScript would count in its time and memory. Resolves to the script's path.
 */
export function compileForBench(folder: string, script: string): string {
	const compile = (from: string, to: string) => {
		const { outputText } = transpileModule(readFileSync(join(root, from), 'utf8'), {
			compilerOptions: {
				module: ModuleKind.CommonJS,
				target: ScriptTarget.ES2022,
				useDefineForClassFields: false,
				esModuleInterop: true,
			},
		});
		writeFileSync(join(folder, to), outputText);
	};
	for (const part of ['faces', join('tools', 'bench')]) mkdirSync(join(folder, part), { recursive: true });
	for (const file of readdirSync(join(root, 'faces')).filter((name) => name.endsWith('.ts')))
		compile(join('faces', file), join('faces', file.replace('.ts', '.js')));
	compile(join('tools', 'bench', `${script}.ts`), join('tools', 'bench', `${script}.js`));
	return join(folder, 'tools', 'bench', `${script}.js`);
}
