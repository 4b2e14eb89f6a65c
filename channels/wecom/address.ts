/** The address of a customer: WeCom names the customer-service account that was written to and the customer apart, and both are needed to answer. */

const id = /^[\w-]{1,64}$/;

/** `account` is absent in a bare id, which is taken where WECOM_OPEN_KFID names the account. */
export interface Customer {
  account?: string;
  customer: string;
}

/** Returns `open_kfid` and `external_userid` joined by a dot, which neither can have; null when they are no ids. `wkA.wmB` */
export function customerAddress(account: string, customer: string): string | null {
  return id.test(account) && id.test(customer) ? `${account}.${customer}` : null;
}

/** Returns the inverse of {@link customerAddress}. */
export function parseCustomer(user: string): Customer {
  const dot = user.indexOf('.');
  return dot < 0 ? { customer: user } : { account: user.slice(0, dot), customer: user.slice(dot + 1) };
}
