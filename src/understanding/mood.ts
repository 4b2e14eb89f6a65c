/** How annoyed a customer sounds, 0..1. */

import { type MoodModel, moodModel, moods } from './mood-model.ts';
import { hasAngryWords, hasReproach, isSoothing } from './mood-rules.ts';
import { longest, normalForm } from './normal-form.ts';

/** From here on `mood: angry` holds; fitted by leaving out: two of a hundred calm messages that speak of anger or trouble get there, of others one in a hundred. */
export const angryFrom = 0.7;

const angry = moods.indexOf('angry');
/** Words of anger and half of the model's belief are enough. */
const beliefWithWords = 0.5;
/** A single word that is none of anger stays below, however loud, and so does what is said to be meant well. */
const mostOfWord = 0.6;
/** Where nothing is there to be angry about, the model only finds the words unusual. */
const mostWithoutReproach = 0.4;

/** Numbers of orders and other codes shout without a mood. */
const codes = /\b[A-Za-z]{0,12}\d[A-Za-z0-9]{0,40}\b|\b[A-Z0-9]{2,12}-[A-Z0-9-]{2,40}/g;

/** The model is modest, for it learned from few lines: its doubt is made surer on both sides. What it believes by {@link evenBelief} is as good as `angryFrom`. */
const evenBelief = 0.48;
const sharpness = 1.5;
const odds = (chance: number): number => chance / (1 - chance);

function sharpened(belief: number): number {
  const raised = odds(angryFrom) * (odds(Math.min(belief, 0.9999)) / odds(evenBelief)) ** sharpness;
  return raised / (1 + raised);
}

/** What is quoted is a name or somebody else's words. */
const quotes = /["“「『][^"“”「」『』]{1,20}["”」』]/g;

function isWord(text: string): boolean {
  const form = normalForm(text);
  return !form.includes(' ') && (form.length <= 2 || /^[a-z]+$/.test(form));
}

/** How likely a message is an angry one, 0..1; deterministic. Below a tenth for nearly all calm ones. */
export function anger(text: string): number {
  return angerBy(moodModel())(text);
}

/** The same by a model of one's own. */
export function angerBy(model: MoodModel): (text: string) => number {
  return (text) => {
    const sample = text.slice(0, longest).replace(codes, ' ').replace(quotes, ' ');
    if (!/\p{L}|\p{Emoji_Presentation}/u.test(sample)) return 0;
    const belief = sharpened(model(sample)[angry]!);
    if (hasAngryWords(sample)) return belief >= beliefWithWords ? Math.max(belief, angryFrom) : belief;
    if (belief > mostWithoutReproach && !hasReproach(sample)) return mostWithoutReproach;
    return belief > mostOfWord && (isWord(sample) || isSoothing(sample)) ? mostOfWord : belief;
  };
}

/** The share of an earlier annoyance that is left at the next message. */
const kept = 0.5;

/** How annoyed the conversation is after a message, 0..1: what was there fades by half, and adds to what comes. */
export function runningAnger(before: number, message: number): number {
  return message + (1 - message) * before * kept;
}
