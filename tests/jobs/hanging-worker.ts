/** A worker that takes a job and never ends it. */
import { openRedisJobs } from '../../src/cluster/redis-jobs.ts';
import { quiet } from '../runtime/desk.ts';

const jobs = openRedisJobs({ url: process.argv[2] ?? '', log: quiet });
jobs.work('killed', 1, {
  run: () => {
    process.send?.('has it');
    return new Promise(() => {});
  },
  again: async () => false,
});
const ready = setInterval(() => {
  if (!jobs.ready()) return;
  clearInterval(ready);
  process.send?.('ready');
}, 20);
