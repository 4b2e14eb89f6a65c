import type { StepId } from './shapes.ts';
import type { StartWords } from './words.ts';

/** Name of each step, and what it is good for. */
export const stepWords = (s: StartWords): Record<StepId, { name: string; does: string }> => ({
  try: { name: s.stepTry, does: s.stepTryDoes },
  shop: { name: s.stepShop, does: s.stepShopDoes },
  faq: { name: s.stepFaq, does: s.stepFaqDoes },
  products: { name: s.stepProducts, does: s.stepProductsDoes },
  channel: { name: s.stepChannel, does: s.stepChannelDoes },
  team: { name: s.stepTeam, does: s.stepTeamDoes },
});
