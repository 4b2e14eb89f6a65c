/** The process beside wechaty. The library is loaded here and nowhere else. */
import { serve } from '../../src/channel-host/supervision/serve.ts';
import { run } from './run.ts';

serve(run);
