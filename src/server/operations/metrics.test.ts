import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('tells how many messages did not go out, by status', async () => {
  const { registry } = createMetrics({ runtime: () => ({}), notSent: async (status) => ({ held: 2, failed: 3, unknown: 0 })[status] });
  const page = await registry.metrics();
  expect(page).toContain('zhanggui_outbox{status="held"} 2');
  expect(page).toContain('zhanggui_outbox{status="failed"} 3');
  expect(page).toContain('zhanggui_outbox{status="unknown"} 0');
});

it('leaves these numbers out while the store does not answer, and tells the rest', async () => {
  const { registry } = createMetrics({ runtime: () => ({ active: 7 }), notSent: () => Promise.reject(new Error('the disk is gone')) });
  const page = await registry.metrics();
  expect(page).toContain('zhanggui_runtime{kind="active"} 7');
  expect(page).not.toContain('zhanggui_outbox{');
});
