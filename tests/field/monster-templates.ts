/** Templates that a merchant, or a program that writes for one, should not have written: each takes seconds or gigabytes where nothing counts. */
import type { Json } from '../../src/json.ts';

const doubled = (times: number) => `{% assign a = "abcdefghij" %}${'{% assign a = a | append: a %}'.repeat(times)}{{ a | size }}`;

/** Each by what is wrong with it. They read `list`, 100 orders, and `said`, 2,000 characters of a customer. */
export const monsterTemplates: Readonly<Record<string, string>> = {
  'one long loop': '{% for i in (1..1000000) %}x{% endfor %}',
  'a loop in a loop': '{% for i in (1..1000) %}{% for j in (1..1000) %}{{ j }}{% endfor %}{% endfor %}',
  'loops five deep': `${'{% for i in (1..30) %}'.repeat(5)}{{ i }}${'{% endfor %}'.repeat(5)}`,
  'loops thirty deep': `${'{% for i in (1..3) %}'.repeat(30)}x${'{% endfor %}'.repeat(30)}`,
  'a loop over a list in a loop over it': '{% for a in list %}{% for b in list %}{{ a.number }}{{ b.number }}{% endfor %}{% endfor %}',
  'a loop that says a long word': `{% for i in (1..4000) %}${'long words '.repeat(1_000)}{% endfor %}`,
  'a text that doubles': doubled(40),
  'a text that doubles in a loop': '{% assign a = "ab" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
  'a capture of itself': `{% assign a = "abc" %}${'{% capture a %}{{ a }}{{ a }}{% endcapture %}'.repeat(40)}{{ a }}`,
  'a capture in a loop': '{% for i in (1..2000) %}{% capture a %}{{ a }}{{ said }}{% endcapture %}{% endfor %}{{ a }}',
  'a replacement that grows': `{% assign a = "aa" %}${'{% assign a = a | replace: "a", "aaaaaaaa" %}'.repeat(12)}{{ a }}`,
  'a prefix that grows': `{% assign a = said %}${'{% assign a = a | prepend: a %}'.repeat(30)}{{ a }}`,
  'a list that doubles': `{% assign a = list %}${'{% assign a = a | concat: a %}'.repeat(30)}{{ a | size }}`,
  'a list that doubles, sorted': `{% assign a = list %}${'{% assign a = a | concat: a | sort: "number" %}'.repeat(12)}{{ a | size }}`,
  'a join with long words between': `{% assign s = said %}{% for i in (1..9) %}{% assign s = s | append: said %}{% endfor %}{% assign a = said | split: "" %}{{ a | join: s }}`,
  'letters sorted again and again': '{% for i in (1..500) %}{% assign a = said | split: "" | sort | join: "" %}{% endfor %}{{ a }}',
  'words sorted again and again': '{% for i in (1..500) %}{% assign a = said | split: " " | sort_natural | uniq | reverse | join %}{% endfor %}{{ a }}',
  'a long row of filters': `{{ said ${'| upcase | downcase '.repeat(1_000)}}}`,
  'a long row of filters in a loop': `{% for i in (1..1000) %}{{ 5 ${'| plus: 1 '.repeat(1_000)}}}{% endfor %}`,
  'a long condition in a loop': `{% for i in (1..4000) %}{% if ${'i == 0 or '.repeat(1_500)}i == 1 %}x{% endif %}{% endfor %}`,
  'a search in a long text, in a loop':
    '{% assign a = said | append: said | append: said %}{% for i in (1..4000) %}{% if a contains "zz" %}x{% endif %}{% endfor %}',
  'a pattern in a loop': '{% for i in (1..2000) %}{% if said matches "(a?){40}a{40}(x+x+)+y" %}x{% endif %}{% endfor %}',
  'long texts compared in a loop':
    '{% assign a = said | append: said | append: "a" %}{% assign b = said | append: said | append: "b" %}{% for i in (1..4900) %}{% if a == b %}x{% endif %}{% endfor %}',
  'dates in a loop': '{% for i in (1..5000) %}{{ now | date: "long" }}{{ now | ago }}{% endfor %}',
  'money in a loop': '{% for i in (1..2000) %}{% for order in list %}{{ order.total | times: 2 | plus: 1 | money }}{% endfor %}{% endfor %}',
  'numbers of many digits': '{% for i in (1..3000) %}{{ i | times: 1000000000 | number: 20 }}{{ i | plural: "one", "many" }}{% endfor %}',
  'a list shown in a loop': '{% for i in (1..3000) %}{{ list | map: "number" | list }}{% endfor %}',
  'a whole list of orders as a text, in a loop': '{% for i in (1..3000) %}{{ list }}{% endfor %}',
  'a case of many words in a loop': `{% for i in (1..4000) %}{% case i %}{% when ${Array.from({ length: 2_000 }, (_, n) => `'w${n}'`).join(', ')} %}x{% endcase %}{% endfor %}`,
};

/** What they read. */
export const monsterScope: Record<string, Json> = {
  now: Date.UTC(2026, 10, 23),
  said: 'aaaa bcdef '.repeat(200).slice(0, 2_000),
  list: Array.from({ length: 100 }, (_, n) => ({ number: `SO-${10_000 + ((n * 37) % 100)}`, total: { amount: 100 * n, currency: 'USD' } })),
};
