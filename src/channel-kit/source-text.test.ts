import { expect, test } from 'vitest';
import { sourceForm, sourceInText, textWithSource } from './source-text.ts';

test.each<[string, string, string | undefined]>([
  ['Hello! [spring-fair]', 'Hello!', 'spring-fair'],
  ['你好！ [chunjie_2027]', '你好！', 'chunjie_2027'],
  ['你好！【spring-fair】', '你好！【spring-fair】', undefined],
  ['你好！ 【spring-fair】', '你好！', 'spring-fair'],
  ['你好！ ［spring-fair］', '你好！', 'spring-fair'],
  ['Hello! [A1]  ', 'Hello!', 'A1'],
  ['[poster]', '', 'poster'],
  ['Hello!\n[poster]', 'Hello!', 'poster'],
  ['Hello! [poster] is it open?', 'Hello! [poster] is it open?', undefined],
  ['Hello! [not a source]', 'Hello! [not a source]', undefined],
  ['Hello! []', 'Hello! []', undefined],
  ['Hello! [-x]', 'Hello! [-x]', undefined],
  ['see array[0]', 'see array[0]', undefined],
  ['Hello', 'Hello', undefined],
  ['', '', undefined],
  [`Hello [${'a'.repeat(33)}]`, `Hello [${'a'.repeat(33)}]`, undefined],
])('%j', (given, text, source) => {
  expect(sourceInText(given)).toEqual(source === undefined ? { text } : { text, source });
});

test('what a link writes is read again', () => {
  expect(sourceInText(textWithSource('Hello!', 'fair-7'))).toEqual({ text: 'Hello!', source: 'fair-7' });
  expect(sourceForm.test('fair-7')).toBe(true);
});
