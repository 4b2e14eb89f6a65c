import { Badge, Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { money, number } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Confirm, More, Trouble, usePages } from '../page.tsx';
import { couponsGiven } from '../reports/lists.tsx';
import { customerList } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { type CouponRule, coupon, couponRules, shopList } from './shapes.ts';
import { type ShopWords, shopWords } from './words.ts';

function worth(rule: Pick<CouponRule, 'kind' | 'percent' | 'money' | 'gift'>, s: ShopWords, lang: string): string {
  if (rule.kind === 'percent') return s.percentOff(number(rule.percent ?? 0, lang));
  if (rule.kind === 'fixed' && rule.money) return s.moneyOff(money(rule.money.amount, rule.money.currency, lang));
  return rule.kind === 'gift' ? s.gift(rule.gift ?? '') : s.freeShipping;
}

/** Codes that were issued, and the rules by which they are. */
export function Coupons({ may }: { may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const s = useOwnWords(shopWords);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [issuing, setIssuing] = useState(false);
  const [voiding, setVoiding] = useState<string>();
  const rules = useQuery({ queryKey: ['coupon-rules'], queryFn: ({ signal }) => ask('/coupon-rules', couponRules, { signal }) });
  const list = usePages(['shop', 'coupons', q], `/coupons${q ? `?q=${encodeURIComponent(q)}` : ''}`, shopList);
  const end = useMutation({
    mutationFn: (code: string) => ask(`/coupons/${encodeURIComponent(code)}/void`, nothing, { method: 'POST', body: {} }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['shop', 'coupons'] });
      setVoiding(undefined);
    },
  });
  const now = Date.now();
  return (
    <>
      <section>
        <h2>{s.rules}</h2>
        <Trouble error={rules.error} onAgain={rules.refetch} />
        {rules.data?.items.length === 0 && (
          <Nothing text={s.noRules}>
            <p className="quiet">{s.noRulesDo}</p>
          </Nothing>
        )}
        {(rules.data?.items.length ?? 0) > 0 && (
          <>
            <ul className="rows">
              {rules.data?.items.map((rule) => (
                <li key={rule.name}>
                  <div className="grow">
                    <strong>{rule.name}</strong> <span className="quiet">{worth(rule, s, lang)}</span>
                  </div>
                  {rule.count !== undefined && <span className="quiet">{s.issuedOf(number(rule.issued, lang), number(rule.count, lang))}</span>}
                </li>
              ))}
            </ul>
            {may('customers') && <Button onClick={() => setIssuing(true)}>{s.issue}</Button>}
          </>
        )}
      </section>
      <section>
        <h2>{s.codes}</h2>
        <TextInput
          type="search"
          className="search-field"
          label={t.search}
          placeholder={s.searches.coupons}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Trouble error={list.error} onAgain={list.refetch} />
        {list.items.length === 0 && !list.error && (
          <Nothing text={list.isPending ? t.loading : q ? t.noneFound(q) : s.empty.coupons}>
            {!list.isPending && !q && <p className="quiet">{s.emptyDo.coupons}</p>}
          </Nothing>
        )}
        {list.items.length > 0 && (
          <ul className="rows">
            {list.items.map(({ id, name, facts }) => {
              const over = typeof facts.until === 'number' && facts.until < now;
              return (
                <li key={id}>
                  <div className="grow">
                    <strong>{id}</strong> <Campaign name={name} issued={facts.issued} may={may} now={now} />{' '}
                    <span className="quiet">{typeof facts.until === 'number' ? t.goodUntil(whole(facts.until, lang)) : ''}</span>
                    {may('customers') && (
                      <p className="holder">
                        <span className="quiet">{s.holder}</span>{' '}
                        {typeof facts.contact === 'string' ? (
                          <Link to={`/customers/${encodeURIComponent(facts.contact)}`}>
                            <bdi>{facts.customer ?? t.someone}</bdi>
                          </Link>
                        ) : (
                          s.anybody
                        )}
                      </p>
                    )}
                  </div>
                  {(facts.used === true || over) && (
                    <Badge variant="light" color="gray">
                      {facts.used === true ? s.used : s.over}
                    </Badge>
                  )}
                  {facts.used !== true && !over && (
                    <Button size="xs" variant="default" aria-label={`${s.voidIt}: ${id}`} onClick={() => setVoiding(id)}>
                      {s.voidIt}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        <More list={list} />
      </section>
      {issuing && <Issue rules={rules.data?.items ?? []} onClose={() => setIssuing(false)} />}
      <Confirm
        opened={voiding !== undefined}
        title={s.voidTitle(voiding ?? '')}
        text={s.voidText}
        go={s.voidIt}
        danger
        busy={end.isPending}
        error={end.error}
        onGo={() => voiding !== undefined && end.mutate(voiding)}
        onClose={() => setVoiding(undefined)}
      />
    </>
  );
}

const day = 86_400_000;
/** Days that a report takes at most, less some. */
const mostDays = 700;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The campaign, which opens the report's list of all its coupons since this one was issued. */
function Campaign({ name, issued, may, now }: { name: string; issued: unknown; may(permission: string): boolean; now: number }) {
  const s = useOwnWords(shopWords);
  if (typeof issued !== 'number' || !may('customers')) return <span className="quiet">{name}</span>;
  // A day more on both sides: the shop's day may be another than that of UTC.
  const from = Math.max(issued - day, now - mostDays * day);
  return (
    <Link to={couponsGiven({ from: dayOf(from), to: dayOf(now + day) }, name)} aria-label={s.allOf(name)} title={s.allOf(name)}>
      {name}
    </Link>
  );
}

function Issue({ rules, onClose }: { rules: readonly CouponRule[]; onClose(): void }) {
  const { t, lang } = useWords();
  const s = useOwnWords(shopWords);
  const queries = useQueryClient();
  const [rule, setRule] = useState(rules[0]?.name ?? '');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [contact, setContact] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const people = useQuery({
    queryKey: ['customers-named', q],
    queryFn: ({ signal }) => ask(`/customers?limit=10&q=${encodeURIComponent(q)}`, customerList, { signal }),
    enabled: q.length > 1,
  });
  const found = people.data?.items ?? [];
  const chosen = contact || (found[0]?.id ?? '');
  const give = useMutation({
    mutationFn: () => ask('/coupons', coupon, { method: 'POST', body: { rule, contact: chosen, key } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shop', 'coupons'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={s.issue} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      {give.data ? (
        <div className="stack" role="status">
          <p>{s.issued}</p>
          <p className="big">{give.data.code}</p>
          <p className="quiet">{t.goodUntil(whole(give.data.until, lang))}</p>
          <Button onClick={onClose}>{t.done}</Button>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <NativeSelect label={s.rule} data={rules.map(({ name }) => name)} value={rule} onChange={({ currentTarget }) => setRule(currentTarget.value)} />
          <TextInput
            type="search"
            label={t.customer}
            placeholder={t.customersSearch}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          {found.length > 0 && (
            <NativeSelect
              label={s.who}
              data={found.map(({ id, name, facts }) => ({ value: id, label: [name || t.someone, facts.phone, facts.email].filter(Boolean).join(' · ') }))}
              value={chosen}
              onChange={({ currentTarget }) => setContact(currentTarget.value)}
            />
          )}
          <Trouble error={give.error} />
          <Button type="submit" disabled={chosen === ''} loading={give.isPending}>
            {s.issueIt}
          </Button>
        </form>
      )}
    </Modal>
  );
}
