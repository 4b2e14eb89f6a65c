/** What a person agrees to, each apart: promotions, messages about an order or request, being asked for a review. */
export const consentPurposes = ['marketing', 'service', 'review'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Source of a line that refuses nothing: contacts were taken apart, and the agreement went with the other one. */
export const agreementLeft = 'split:left';
