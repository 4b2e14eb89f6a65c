/** The anger of a customer, 0..1. */

import { type MoodModel, moodModel, moods } from './mood-model.ts';
import { hasAngryWords, hasReproach, isSarcastic, isSoothing } from './mood-rules.ts';
import { longest } from './normal-form.ts';

/** Least anger at which `mood: angry` holds; fitted by leaving out: one of a hundred calm messages gets there, of disappointed ones two. */
export const angryFrom = 0.7;

const angry = moods.indexOf('angry');
/** Beliefs of the model that are enough beside words of anger, and beside praise of what went wrong, which has no such words. */
const beliefWithWords = 0.2;
const beliefInSarcasm = 0.05;
/** Anger of what is said to be meant well, at most. */
const mostOfSoothing = 0.6;
/** Anger of a message in which nothing is there to be angry about, at most: the model only finds its words unusual, unless it is very sure. */
const mostWithoutReproach = 0.4;
const verySure = 0.9;

/** Numbers of orders and other codes shout without a mood. */
const codes = /\b[A-Za-z]{0,12}\d[A-Za-z0-9]{0,40}\b|\b[A-Z0-9]{2,12}-[A-Z0-9-]{2,40}/g;

/** Belief of the model that counts as much as `angryFrom`; doubt is sharpened on both sides. */
const evenBelief = 0.65;
const sharpness = 1.5;
const odds = (chance: number): number => chance / (1 - chance);

function sharpened(belief: number): number {
  const raised = odds(angryFrom) * (odds(Math.min(belief, 0.9999)) / odds(evenBelief)) ** sharpness;
  return raised / (1 + raised);
}

/** Quoted words: a name, or what somebody else said. */
const quotes = /["“「『][^"“”「」『』]{1,20}["”」』]/g;

/**
 * Returns the probability that a message is an angry one, 0..1; deterministic. Below a tenth for nearly all calm ones.
 * @example
 * ```ts
 * import { anger, angryFrom } from './mood.ts';
 * anger('where is my order please') >= angryFrom; // => false
 * anger('this is a SCAM, you thieves, give me my money back!!!') >= angryFrom; // => true
 * ```
 */
export function anger(text: string): number {
  return angerBy(moodModel())(text);
}

/** Makes {@link anger} by a model of one's own. */
export function angerBy(model: MoodModel): (text: string) => number {
  return (text) => {
    const sample = text.slice(0, longest).replace(codes, ' ').replace(quotes, ' ');
    if (!/\p{L}|\p{Emoji_Presentation}/u.test(sample)) return 0;
    const belief = model(sample)[angry]!;
    const score = sharpened(belief);
    if (hasAngryWords(sample)) return belief >= (isSarcastic(sample) ? beliefInSarcasm : beliefWithWords) ? Math.max(score, angryFrom) : score;
    if (isSoothing(sample)) return Math.min(score, mostOfSoothing);
    return belief >= verySure || hasReproach(sample) ? score : Math.min(score, mostWithoutReproach);
  };
}

/** Share of an earlier annoyance that is left at the next message. */
const kept = 0.5;

/** Returns the anger of the conversation after a message, 0..1: what was there fades by half, and adds to what comes. */
export function runningAnger(before: number, message: number): number {
  return message + (1 - message) * before * kept;
}
