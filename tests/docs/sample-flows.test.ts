/** The sample flows that merchants copy pass their transcripts. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoTerms } from '../../src/demo/seed/terms.ts';
import { rehearseFolder } from '../../src/flow-folder/rehearse-folder.ts';
import { shopCalls } from '../../src/shop/calls/calls.ts';
import { openTestStore } from '../shop/test-shop.ts';

it('docs/examples/flows', async () => {
  const { store, close } = await openTestStore();
  const calls = new Map(shopCalls(store, { terms: demoTerms }).map((call) => [call.name, call]));
  const files = readdirSync('docs/examples/flows').map((file) => ({ file, text: readFileSync(`docs/examples/flows/${file}`, 'utf8') }));
  const isTest = ({ file }: { file: string }): boolean => file.endsWith('.test.yaml');
  const context = { langs: ['zh', 'en'], segments: new Set(['vip']), calls };
  const found = rehearseFolder(
    files.filter((one) => !isTest(one)),
    files.filter(isTest),
    context,
  );
  await close();
  expect(found.problems).toEqual([]);
  expect(found.cases.flatMap((one) => (one.passed ? [] : [one]))).toEqual([]);
  expect(found.cases.length).toBeGreaterThanOrEqual(3);
});
