/** Every verb of the language. A new verb is one file, one line here, and its example. */
import type { Verb } from '../turn/verb.ts';
import { add } from './add.ts';
import { ask } from './ask.ts';
import { call } from './call.ts';
import { callLink } from './call-link.ts';
import { choose } from './choose.ts';
import { confirm } from './confirm.ts';
import { consent } from './consent.ts';
import { doStep } from './do.ts';
import { each } from './each.ts';
import { end } from './end.ts';
import { form } from './form.ts';
import { go } from './go.ts';
import { handoff } from './handoff.ts';
import { ifStep } from './if.ts';
import { match } from './match.ts';
import { notify } from './notify.ts';
import { rate } from './rate.ts';
import { say } from './say.ts';
import { set } from './set.ts';
import { split } from './split.ts';
import { stop } from './stop.ts';
import { tag } from './tag.ts';
import { track } from './track.ts';
import { untag } from './untag.ts';
import { wait } from './wait.ts';

const all: Verb[] = [
  say,
  ask,
  choose,
  confirm,
  form,
  rate,
  consent,
  ifStep,
  match,
  split,
  each,
  go,
  doStep,
  end,
  set,
  add,
  call,
  callLink,
  wait,
  tag,
  untag,
  track,
  notify,
  stop,
  handoff,
];

/** By verb; the order is that of the reference. */
export const verbs: ReadonlyMap<string, Verb> = new Map(all.map((verb) => [verb.verb, verb]));
