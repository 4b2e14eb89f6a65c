import { expect, test } from 'vitest';
import { ownedDomain } from './mail-domain.ts';

test.each(
  `gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.co.uk live.com live.nl msn.com yahoo.com yahoo.co.jp yahoo.com.tw yahoo.de ymail.com icloud.com me.com mac.com aol.com
   proton.me protonmail.com gmx.de gmx.net web.de t-online.de mail.ru yandex.ru qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com
   aliyun.com naver.com daum.net hanmail.net orange.fr laposte.net libero.it wp.pl seznam.cz btinternet.com uol.com.br comcast.net docomo.ne.jp`.split(/\s+/),
)('%s is everybody’s', (domain) => expect(ownedDomain(domain)).toBeUndefined());

test.each([
  ['silk.example', 'silk.example'],
  ['a.b.silk.example', 'silk.example'],
  ['x1.evil.com', 'evil.com'],
  ['shop.co.uk', 'shop.co.uk'],
  ['mail.shop.co.uk', 'shop.co.uk'],
  ['x.firm.com.cn', 'firm.com.cn'],
  ['gmail.com.evil.net', 'evil.net'],
  ['notgmail.com', 'notgmail.com'],
  ['x.gmail.com', 'gmail.com'],
  ['yahoo.evil.com', 'evil.com'],
  ['co.uk', 'co.uk'],
  ['localhost', 'localhost'],
])('%s is of %s', (domain, owner) => expect(ownedDomain(domain)).toBe(owner));
