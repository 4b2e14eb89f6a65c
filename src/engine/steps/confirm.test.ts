/** Which yes a `confirm` takes. */
import { expect, it } from 'vitest';
import { problemLine } from '../../compiler/flow.ts';
import { rehearseFolder } from '../../flow-folder/rehearse-folder.ts';

it.each([
  ['a faint yes', '', 'fine', 'Closed.'],
  ['a plain yes to a firm question', 'firm: true', 'yes', 'Closed.'],
  ['a faint yes to a firm question', 'firm: true', 'fine', 'I didn’t quite get that. A simple yes or no will do.'],
  ['a polite yes to a firm question', 'firm: true', 'yes please', 'Closed.'],
  ['a no to a firm question', 'firm: true', 'no', 'It stays.'],
])('%s', (_, firm, customer, bot) => {
  const flow = `flow: close\nstart:\n  - says: [close it]\nsteps:\n  - confirm: Really?\n    ${firm}\n    then:\n      - say: Closed.\n    else:\n      - say: It stays.\n`;
  const talk = `- test: closing\n  lang: en\n- customer: close it\n- bot: Really?\n- customer: ${JSON.stringify(customer)}\n- bot: ${JSON.stringify(bot)}\n`;
  const { cases, problems } = rehearseFolder([{ file: 'close.yaml', text: flow }], [{ file: 'close.test.yaml', text: talk }], { calls: new Map() }, {});
  expect(problems.map(problemLine)).toEqual([]);
  expect(cases.map(({ problem }) => (problem ? problemLine(problem) : 'passed'))).toEqual(['passed']);
});
