/** Whether a changed file still passes the types. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/**
 * Returns a check of one changed file at a time against all others as they are. It looks at the changed file alone: an operator inside of a function
 * with a written type changes no type elsewhere.
 */
export function createTypeCheck(config: string): (file: string, text: string) => boolean {
  const { config: raw } = ts.readConfigFile(config, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(raw, ts.sys, '.');
  let changed: { file: string; text: string; version: number } = { file: '', text: '', version: 0 };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (file) => (file === changed.file ? String(changed.version) : '0'),
    getScriptSnapshot: (file) => {
      const text = file === changed.file ? changed.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return (name, text) => {
    const file = resolve(name);
    changed = { file, text, version: changed.version + 1 };
    const problems = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
    changed = { file, text: readFileSync(file, 'utf8'), version: changed.version + 1 };
    return problems.length === 0;
  };
}
