/**
 * Removes what is left of a job that is over. A worker whose connection broke takes it up late, and bull notes the time at a job that another one has
 * meanwhile finished: a hash without its job's fields remains, stands in no list, and every later job of the same id counts as a double of it.
 * KEYS: the job.
 */
export const dropRemnantScript = `
if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HEXISTS', KEYS[1], 'timestamp') == 0 then redis.call('DEL', KEYS[1]) end
`;
