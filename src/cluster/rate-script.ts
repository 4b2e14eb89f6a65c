/**
 * One request of a conversation, counted against its own rate and its account's, by the clock of Redis. Both buckets are taken from or neither.
 * KEYS: account, conversation. ARGV: tokens per second and most of the account, then of the conversation.
 * Answers the ms to wait; 0: taken. A pause of either (`pause:` keys) counts first.
 */
export const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
local state = {}
for i = 1, 2 do
  local paused = redis.call('PTTL', KEYS[i] .. ':pause')
  if paused > wait then wait = paused end
  local rate, most = tonumber(ARGV[i * 2 - 1]), tonumber(ARGV[i * 2])
  local kept = redis.call('HMGET', KEYS[i], 'tokens', 'at')
  local tokens = math.min(most, (tonumber(kept[1]) or most) + math.max(0, now - (tonumber(kept[2]) or now)) * rate / 1000)
  if tokens < 1 then wait = math.max(wait, math.ceil((1 - tokens) * 1000 / rate)) end
  state[i] = { tokens, math.ceil(most * 1000 / rate) + 1000 }
end
if wait > 0 then return wait end
for i = 1, 2 do
  redis.call('HSET', KEYS[i], 'tokens', tostring(state[i][1] - 1), 'at', now)
  redis.call('PEXPIRE', KEYS[i], state[i][2])
end
return 0
`;
