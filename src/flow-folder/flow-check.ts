/** The thread that checks flows: takes all the time that they need, while the thread that serves goes on serving. See flow-checker.ts. */
import { parentPort } from 'node:worker_threads';
import { parcelsOf } from '../compiler/flow.ts';
import { checkingJob, type FlowCheckNews, type FlowCheckRequest } from './flow-check-job.ts';

const tell = (news: FlowCheckNews): void => parentPort?.postMessage(news);

parentPort?.on('message', ({ to, ...job }: FlowCheckRequest) => {
  const work = checkingJob(job);
  let step = work.next();
  for (; !step.done; step = work.next()) tell('on');
  for (const parcel of parcelsOf(step.value)) to.postMessage(parcel);
  tell('done');
});
