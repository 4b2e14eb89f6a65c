/** The keys of what the engine says by itself: those of the English texts. */
import type { en } from './en.ts';

export type PhraseKey = keyof typeof en;

export type Phrases = Record<PhraseKey, string>;
