/** Returns the queue of wake-ups for sending: of an account that sends in one place, or of all others. */
export const sendQueue = (account: string | null): string => (account === null ? 'sends' : `sends.${account.replace(':', '.')}`);
