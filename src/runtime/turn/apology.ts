/** Apology to a customer when a turn failed through a fault of ours. */
import type { Effect } from '../../engine/model/engine-turn.ts';

const text: Record<string, string> = {
  en: 'Sorry, something went wrong on our side. Please try again in a moment.',
  zh: '抱歉，我们这边出了点问题，请稍后再试一次。',
};

/** Returns the apology in the customer's language where we have it, else English. */
export function apology(id: string, lang: string): Effect {
  return { type: 'send', id, parts: [{ type: 'text', text: text[lang] ?? text[lang.split('-')[0] ?? ''] ?? text.en ?? '' }], class: 'reply', lang };
}
