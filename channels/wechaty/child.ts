/** The process beside wechaty. The library is loaded here and nowhere else. */
import { serve } from '../../src/supervision/serve.ts';
import { run } from './run.ts';

serve(run);
