/** The demo shops: clothes, tea and phone accessories. `shop.demo` of the config chooses one. */

import type { AppointmentPlan } from '../../shop/appointment-plan.ts';
import type { LocalName } from '../../shop/shop.ts';
import type { Terms } from '../../shop/terms.ts';
import { demoTerms } from './terms.ts';

export const demoShopNames = ['clothes', 'tea', 'phones'] as const;
export type DemoShopName = (typeof demoShopNames)[number];

export interface DemoShop {
  title: LocalName;
  /** Name by which the assistant speaks of itself. */
  assistant: LocalName;
  terms: Terms;
  appointments: AppointmentPlan;
}

const visits = (zh: string, en: string): AppointmentPlan => ({
  what: { zh, en },
  hours: { tue: ['10:00-18:00'], thu: ['10:00-18:00'], sat: ['10:00-18:00'], sun: ['10:00-18:00'] },
  minutes: 60,
  at_once: 2,
  days: 14,
  notice_hours: 12,
});

const { warranty_months: _months, warranty: _warranty, ...withoutWarranty } = demoTerms;

export const demoShops: Readonly<Record<DemoShopName, DemoShop>> = {
  clothes: {
    title: { zh: '云裳', en: 'Yun & Co.' },
    assistant: { zh: '小云', en: 'Yun' },
    terms: { ...demoTerms, birthday_percent: 15 },
    appointments: visits('到店试衣', 'a fitting in our shop'),
  },
  tea: {
    title: { zh: '山前茶铺', en: 'Hillside Tea' },
    assistant: { zh: '小叶', en: 'Ye' },
    terms: {
      ...withoutWarranty,
      return_address: { zh: '杭州市西湖区山前茶铺仓库 2 号门', en: 'Gate 2, Hillside Tea Warehouse, Xihu, Hangzhou, China' },
      store: { zh: '杭州龙井路 6 号，每天 9:30–18:00，可以到店试茶', en: '6 Longjing Road in Hangzhou, every day from 9:30 to 18:00; come and taste' },
      birthday_percent: 15,
    },
    appointments: visits('到店品茶', 'a tasting in our shop'),
  },
  phones: {
    title: { zh: '巧配数码', en: 'Snap & Plug' },
    assistant: { zh: '小巧', en: 'Pip' },
    terms: {
      ...demoTerms,
      return_address: { zh: '深圳市龙华区巧配数码仓库 A 座', en: 'Building A, Snap & Plug Warehouse, Longhua, Shenzhen, China' },
      warranty: { zh: '非人为损坏，保修期内免费换新。', en: 'What fails by itself is replaced free of charge.' },
      repairs: {
        zh: '手机换屏 59 美元起、换电池 29 美元起，到店当天可取。',
        en: 'Phone screens from $59 and batteries from $29, ready the same day in our shop.',
      },
      store: { zh: '深圳华强北路 18 号，每天 10:00–21:00', en: '18 Huaqiang North Road in Shenzhen, every day from 10:00 to 21:00' },
      birthday_percent: 15,
    },
    appointments: visits('到店贴膜、换电池', 'a repair in our shop'),
  },
};

/** Returns the demo shop that the setting means; undefined: none. */
export function demoShopOf(demo: boolean | DemoShopName): DemoShopName | undefined {
  if (demo === false) return undefined;
  return demo === true ? 'clothes' : demo;
}
