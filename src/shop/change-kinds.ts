/** Changes that customers make by themselves. */
export const changeKinds = ['cancel', 'change_address', 'change_items', 'change_payment', 'exchange', 'return', 'refund_account', 'profile_address'] as const;
export type ChangeKind = (typeof changeKinds)[number];
