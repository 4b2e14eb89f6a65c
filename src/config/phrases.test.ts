import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { withPhrases } from './phrases.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phrases-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text?: string) {
  if (text !== undefined) writeFileSync(join(folder, 'phrases.yaml'), text);
  const config = loadConfig('', 'config.yaml');
  if (!config.ok) throw new Error(config.problems.join());
  const found = withPhrases(config.value, join(folder, 'config.yaml'));
  return found.ok ? found.value.phrases : found.problems.map((line) => line.replace(`${folder}/`, ''));
}

it('needs no file', () => {
  expect(read()).toBeUndefined();
});

it('takes words for some phrases, in any languages', () => {
  expect(read('welcome: { zh: 别客气～, en: "No worries!", pt-BR: Imagina! }\nnot_score:\n  es: Del 1 al {scale}, por favor.\n')).toEqual({
    welcome: { zh: '别客气～', en: 'No worries!', 'pt-BR': 'Imagina!' },
    not_score: { es: 'Del 1 al {scale}, por favor.' },
  });
});

it.each([
  ['welcom: { en: Hi }', ['phrases.yaml:1:1: unknown key "welcom"; did you mean "welcome"?']],
  ['welcome: { english: Hi }', ['phrases.yaml:1:12: welcome.english: write a language as zh, en, es, pt-BR or zh-TW']],
  ['welcome: { en: "" }', ['phrases.yaml:1:12: welcome.en: write what is to be said, or leave the line out']],
  ['welcome: { en: "Hi {name}" }', ['phrases.yaml:1:12: welcome.en: this phrase has no {places}; write nothing else in braces']],
  ['not_score: { en: From one to five }', ['phrases.yaml:1:14: not_score.en: this phrase needs {scale}']],
])('refuses %s', (text, problems) => {
  expect(read(text)).toEqual(problems);
});
