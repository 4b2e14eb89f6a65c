/** The channel's process with the mock puppet in it, which is told what to do over `wechat.sock` in the account's folder. */
import { join } from 'node:path';
import { run } from '../../channels/wechaty/run.ts';
import { serve } from '../../src/channel-host/supervision/serve.ts';
import { stageWeChat } from './mock-wechat.ts';

serve((program, given) => {
  const stage = stageWeChat(join(program.folder, 'wechat.sock'));
  return run(program, given, stage.puppet);
});
