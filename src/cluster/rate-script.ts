/**
 * One request of a conversation, counted against its own rate and its account's, by the clock of Redis. Both are taken from or neither. The account
 * takes no more than its number in any window; promotions are spread, and let a reply that waits go first. The rule is that of AccountRate.
 * KEYS: account, conversation. ARGV: places of the account's window, its length (ms), pause between two promotions (ms), lateness of theirs that is
 * made up for (ms), 1 for a promotion; tokens per second and most of the conversation; the part of the pause that is kept when lateness is made up for;
 * the pause after which connections are opened anew (ms), what that costs a request (ms), and for how long (ms).
 * Answers the ms to wait; 0: taken. A pause of either (`pause:` keys) counts first.
 */
export const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local most, window, gap, late, promo = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
local rate, burst, least = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local idle, opening, lasts = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local sent, spread, ahead, opened = KEYS[1] .. ':sent', KEYS[1] .. ':spread', KEYS[1] .. ':ahead', KEYS[1] .. ':opened'
local kept = redis.call('HMGET', KEYS[2], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - (tonumber(kept[2]) or now)) * rate / 1000)
local own = 0
if tokens < 1 - 1e-9 then own = (1 - tokens) * 1000 / rate end
for i = 1, 2 do own = math.max(own, redis.call('PTTL', KEYS[i] .. ':pause')) end
local oldest = tonumber(redis.call('LINDEX', sent, most - 1))
local full = 0
-- A clock that was set back leaves times in the future: nobody waits longer than a window.
if oldest then full = math.min(window + opening, math.max(0, oldest + window - now)) end
local slot = 0
if promo then
  slot = math.min(tonumber(redis.call('GET', spread)) or 0, now + window)
  full = math.max(full, slot - now, redis.call('PTTL', ahead))
elseif own <= 0 and full > 0 then
  redis.call('SET', ahead, '1', 'PX', math.ceil(full) + 20)
end
local wait = math.max(own, full)
if wait > 0 then return math.ceil(wait) end
redis.call('HSET', KEYS[2], 'tokens', tostring(tokens - 1), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[2], math.ceil(burst * 1000 / rate) + 1000)
local newest = tonumber(redis.call('LINDEX', sent, 0))
local counted = now
if not newest or now - newest > idle then redis.call('SET', opened, string.format('%.3f', now), 'PX', math.ceil(window)) end
local since = tonumber(redis.call('GET', opened))
if since and now - since < lasts then counted = now + opening end
if since then gap = gap * (1 + opening / window) end
if newest then counted = math.max(counted, math.min(newest, now + opening)) end
redis.call('LPUSH', sent, string.format('%.3f', counted))
redis.call('LTRIM', sent, 0, most - 1)
redis.call('PEXPIRE', sent, math.ceil(idle) + 1000)
if promo then
  if now - slot > late then slot = now end
  redis.call('SET', spread, string.format('%.3f', math.max(slot + gap, now + gap * least)), 'PX', math.ceil(gap + window) + 1000)
end
return 0
`;
