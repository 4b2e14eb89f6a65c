/** The order of day and month in `3/4`: that which the conversation's language and the shop's country write. */

const monthFirst =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Sitka|Nome|Adak|Menominee|Indiana\/|Kentucky\/|North_Dakota\/|Puerto_Rico)|Pacific\/(?:Honolulu|Guam)|Asia\/Manila)/;
/** Both are written there, or neither with English words. */
const either =
  /^(?:America\/(?:Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Regina|St_Johns|Montreal|Moncton|Calgary)|Canada\/|Asia\/(?:Shanghai|Chongqing|Urumqi|Harbin|Taipei|Hong_Kong|Macau|Tokyo|Seoul|Pyongyang|Ulaanbaatar)|Etc\/|UTC|GMT)/;
const dayFirstChinese = /^Asia\/(?:Hong_Kong|Macau|Singapore|Kuala_Lumpur)/;

/** Returns which of `month` and `day` stands first; undefined where nobody can tell. */
export function firstIn(lang: string, zone: string): 'month' | 'day' | undefined {
  if (lang === 'zh') return dayFirstChinese.test(zone) ? undefined : 'month';
  if (lang === 'en') return monthFirst.test(zone) ? 'month' : either.test(zone) ? undefined : 'day';
  return monthFirst.test(zone) ? undefined : 'day';
}
