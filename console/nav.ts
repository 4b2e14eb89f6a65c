/** The pages of the menu, and the permission that each needs. */
import type { Words } from './words-en.ts';

export interface NavPage {
  to: string;
  label(t: Words): string;
  permission: string;
  /** Path of its icon, 24 by 24. */
  icon: string;
}

export const navPages: readonly NavPage[] = [
  { to: '/inbox', label: (t) => t.inbox, permission: 'inbox', icon: 'M3 5h18v14H3z M3 13h5l2 3h4l2-3h5' },
  {
    to: '/customers',
    label: (t) => t.customers,
    permission: 'customers',
    icon: 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M2 21c0-4 3-7 7-7s7 3 7 7 M19 8v6 M16 11h6',
  },
  { to: '/flows', label: (t) => t.flows, permission: 'flows', icon: 'M4 4h7v5H4z M13 15h7v5h-7z M7 9v4c0 3 2 4 6 4' },
  {
    to: '/knowledge',
    label: (t) => t.knowledge,
    permission: 'knowledge',
    icon: 'M4 4h7a2 2 0 0 1 2 2v14a2 2 0 0 0-2-2H4z M20 4h-5a2 2 0 0 0-2 2v14a2 2 0 0 1 2-2h5z',
  },
  { to: '/broadcasts', label: (t) => t.broadcasts, permission: 'broadcasts', icon: 'M3 10v4l12 5V5z M15 9a4 4 0 0 1 0 6 M6 15v5h3v-4' },
  { to: '/shop', label: (t) => t.shop, permission: 'goods', icon: 'M4 9l1-5h14l1 5 M4 9v11h16V9 M4 9a3 3 0 0 0 5 0 3 3 0 0 0 6 0 3 3 0 0 0 5 0 M10 20v-6h4v6' },
  { to: '/reports', label: (t) => t.reports, permission: 'reports', icon: 'M4 20V4 M4 20h16 M8 16v-5 M12 16V7 M16 16v-3' },
  { to: '/channels', label: (t) => t.channels, permission: 'channels', icon: 'M4 5h16v11H10l-4 4v-4H4z M8 9h8 M8 12h5' },
  { to: '/operations', label: (t) => t.operations, permission: 'operations', icon: 'M3 12h4l3-8 4 16 3-8h4' },
  {
    to: '/settings',
    label: (t) => t.settings,
    permission: 'inbox',
    icon: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M12 3v3 M12 18v3 M3 12h3 M18 12h3 M5.6 5.6l2.1 2.1 M16.3 16.3l2.1 2.1 M5.6 18.4l2.1-2.1 M16.3 7.7l2.1-2.1',
  },
  {
    to: '/team',
    label: (t) => t.team,
    permission: 'settings',
    icon: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M2 20c0-4 3-6 6-6s6 2 6 6 M16 5a3 3 0 0 1 0 6 M17 14c3 0 5 2 5 6',
  },
  { to: '/account', label: (t) => t.account, permission: 'self', icon: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c0-4 4-6 8-6s8 2 8 6' },
];
