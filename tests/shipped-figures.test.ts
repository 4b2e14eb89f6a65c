/** Facts that differ from shop to shop are settings: no shipped flow, FAQ or source says a day, an amount or an address of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedFiles, shippedText } from './engine/shipped-flows.ts';

/** Days, hours, months, percents and amounts in what customers read. */
const figure =
  /\d+(?:\s*[-–]\s*\d+| to \d+)?\s*(?:个?工作日|天|小时|个?月|年|周|折|%|working days?|days?|hours?|weeks?|months?|years?)|[一二两三四五六七八九十半]+(?:天内|周内|个月|年内|折)|[$¥€£]\s?\d/g;
/** They say how the flow itself works, not what the shop promises. */
const own: Readonly<Record<string, RegExp>> = {
  'cod-confirm.yaml': /48 小时没有确认|not confirmed in 48 hours/,
};
const brand = /云裳|Yun & Co|湖滨|Hubin|(?:杭州|Hangzhou).*(?:仓|Warehouse|店|shop)/;

const files = shippedFiles('.yaml').filter((name) => !name.endsWith('.test.yaml') && !name.startsWith('faq-demo'));

/** The lines that customers read, without comments, phrases that customers say and what Liquid fills in. */
function linesOf(file: string): string[] {
  return shippedText(file)
    .split('\n')
    .filter((line) => !/^\s*#|^\s*- q:|^\s*(?:- )?(?:says|keyword|also|wait|remind|within|wait_up_to|at_most|valid):/.test(line) && !own[file]?.test(line))
    .map((line) =>
      line
        .replace(/\s#\s.*$/, '')
        .replace(/\{%.*?%\}|\{\{.*?\}\}/g, '…')
        .replace(/also: \[[^\]]*\]/g, ''),
    );
}

describe('shipped files', () => {
  test.each(files)('%s has no figures of its own', (file) => {
    expect(linesOf(file).flatMap((line) => line.match(figure) ?? [])).toEqual([]);
  });
  test.each(files)('%s names no shop', (file) => {
    expect(linesOf(file).filter((line) => brand.test(line))).toEqual([]);
  });
  test('demo files answer in the demo shop only', () => {
    const entries = shippedText('faq-demo.yaml')
      .split(/^ {2}- q:/m)
      .slice(1);
    expect(entries.filter((entry) => !entry.includes('only_if: shop.demo'))).toEqual([]);
  });
});

test('sources name the demo shop where the demo is, and nowhere else', () => {
  const src = new URL('../src/', import.meta.url);
  const naming = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:ts|html|css)$/.test(name) && !/\.test\.ts$|(?:^|\/)fixtures\//.test(name) && brand.test(readFileSync(new URL(name, src), 'utf8')),
  );
  expect(naming.filter((name) => !/^demo\/|^config\/schema\.ts$/.test(name))).toEqual([]);
});
