/**
 * The work of templates, counted and not timed: the same text costs the same on every machine. A part of a template that is rendered, a
 * filter and an operand are a step; what is made or read through is counted in characters. What is over it ends without half a text.
 */
import type { Context } from 'liquidjs';
import { limits } from '../limits.ts';

/** A template, or all of a turn, that takes more than it may. */
export class TooMuchWork extends Error {
  constructor(what: 'text' | 'turn') {
    super(
      what === 'text'
        ? 'This text or condition takes too much work: fewer rounds of its loops, and none inside another one'
        : 'The texts of this turn take too much work together: fewer steps before the next question',
    );
    this.name = 'TooMuchWork';
  }
}

/** Counts the work of the templates of one turn. Throws TooMuchWork above the limit. */
export class TurnWork {
  private steps = 0;
  private chars = 0;

  spend(steps: number, chars: number): void {
    this.steps += steps;
    this.chars += chars;
    if (this.steps > limits.turnSteps || this.chars > limits.turnChars) throw new TooMuchWork('turn');
  }
}

/** Counts the work of one rendering; `weight`: steps that its longest expression is. Throws TooMuchWork above the limit. */
export class Work {
  private steps = 0;
  private used = 0;
  private readonly weight: number;
  private readonly turn: TurnWork | undefined;

  constructor(weight: number, turn: TurnWork | undefined) {
    this.weight = weight;
    this.turn = turn;
  }

  step(): void {
    this.steps += this.weight;
    this.turn?.spend(this.weight, 0);
    if (this.steps > limits.templateSteps) throw new TooMuchWork('text');
  }

  chars(count: number): void {
    if (!(count > 0)) return;
    this.used += count;
    if (this.used > limits.templateChars) throw new TooMuchWork('text');
    this.turn?.spend(0, count);
  }
}

const workKey = 'work';

/** Makes Liquid count by `work` what it measures by the clock otherwise. */
export function countWork(context: Context, work: Work): void {
  context.setRegister(workKey, work);
  context.renderLimit.check = () => work.step();
  context.memoryLimit.use = (count) => work.chars(count);
}

/** Returns the work of the rendering that is going on. */
export function workOf(context: Context): Work {
  return context.getRegister<Work>(workKey, new Work(1, undefined));
}

/** Returns the steps that an expression of this length is: about one for each name and operator in it, which takes as long as a step. */
export function weightOf(length: number): number {
  return Math.max(1, Math.ceil(length / 20));
}
