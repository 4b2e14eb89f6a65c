/** Publishing by an assistant: what did not go live is an error to it, with what to repair. */
import { expect, it } from 'vitest';
import type { AskApi } from './ask-api.ts';
import { flowTools } from './flow-tools.ts';

const problems = [{ file: 'returns.yaml', line: 7, column: 3, message: 'there is no step "aks"' }];

it.each([
  ['published', true, ''],
  ['problems', false, 'Not published: the draft has errors'],
  ['stale', false, 'Not published: the live flow is another one'],
  ['cases', false, 'Not published: transcripts of the flow fail'],
])('%s', async (result, ok, begins) => {
  const ask: AskApi = async () => ({ ok: true, body: { result, changes: [], problems: result === 'problems' ? problems : [] } });
  const tool = flowTools.find(({ name }) => name === 'publish_flow');
  if (!tool || !('write' in tool)) throw new Error('publish_flow');
  const said = await tool.write({ file: 'returns.yaml', why: 'test' }, ask, 'once', { revision: 3 });
  expect(said.ok).toBe(ok);
  if (said.ok) return;
  expect(said.message).toContain(begins);
  expect(said.message.includes('returns.yaml:7:3: there is no step "aks"')).toBe(result === 'problems');
});
