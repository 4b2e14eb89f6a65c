/**
 * What a person agrees to or refuses, each apart: promotions, messages about an order or request, being asked for a review, recommendations by what they
 * bought.
 */
export const consentPurposes = ['marketing', 'service', 'review', 'personal'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Source of a line that refuses nothing: contacts were taken apart, and the agreement went with the other one. */
export const agreementLeft = 'split:left';
