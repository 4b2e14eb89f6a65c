/** The thread that decodes recordings: a minute takes up to two seconds, in which the thread that serves would answer nobody. See decode-apart.ts. */
import { workApart } from '../../threads/work-apart.ts';
import { decode } from './decode.ts';

workApart(decode);
