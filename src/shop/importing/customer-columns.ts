import type { Columns } from './sheet.ts';

/** Headers of customers: own sheets, Shopify, WooCommerce, Medusa, Youzan, Weimob. */
export const customerColumns = {
  external_id: ['customer id', 'user id', 'id', '客户编号', '会员号', '会员编号', '会员ID', '客户ID', '用户ID'],
  name: ['full name', 'customer name', 'display name', '客户姓名', '会员姓名', '姓名', '名字', '昵称', '客户昵称', '会员昵称', '收货人'],
  first_name: ['first name', 'billing first name', '名'],
  last_name: ['last name', 'billing last name', '姓'],
  email: ['e-mail', 'email address', 'billing email', 'user email', '邮箱', '电子邮箱', '邮件'],
  phone: ['mobile', 'telephone', 'phone number', 'billing phone', 'default address phone', '客户手机号', '会员手机号', '手机号码', '手机', '手机号', '电话', '联系电话'],
  lang: ['language', 'locale', '语言'],
  tags: ['labels', 'customer tags', '客户标签', '标签', '会员标签'],
  marketing: ['consent to marketing', 'marketing consent', '接收推广', '同意推广', '同意营销', '是否接受推广', '是否接受营销', '营销同意', '接受营销推广', '是否同意接收营销信息'],
  shop_marketing: [
    'accepts whatsapp marketing', 'accepts sms marketing', 'sms marketing', 'accepts marketing', 'accepts email marketing', 'email marketing', 'email marketing consent', 'is paying customer newsletter', 'newsletter', '接受短信营销', '接收短信营销', '短信营销', '接受邮件营销', '接收邮件营销', '接受电子邮件营销', '电子邮件营销', '邮件营销', '是否接收短信', '是否接收营销短信', '订阅状态',
  ],
  consent_words: ['consent', 'consent source', '同意原话', '同意方式', '同意来源'],
} as const satisfies Columns;
