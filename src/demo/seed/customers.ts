/** The customers of the demo shop's orders. The last four digits of the phone, or the e-mail, prove an order. */
export interface DemoCustomer {
  name: string;
  email: string;
  phone: string;
  address: string;
  country: 'US' | 'GB' | 'CN' | 'DE' | 'SG' | 'CA' | 'AU';
}

// biome-ignore format: a table, one customer a line
export const demoCustomers: DemoCustomer[] = [
  { name: 'Emma Wilson', email: 'emma.wilson@example.com', phone: '+1 415 555 0142', address: '2150 Hyde St, Apt 4, San Francisco, CA 94109, USA', country: 'US' },
  { name: '李晓梅', email: 'xiaomei.li@example.com', phone: '+86 138 0013 8021', address: '上海市徐汇区永康路 88 弄 5 号 302 室', country: 'CN' },
  { name: 'James Carter', email: 'j.carter@example.com', phone: '+44 7700 900318', address: '14 Gloucester Road, Bristol BS7 8AE, United Kingdom', country: 'GB' },
  { name: '王建国', email: 'jianguo.wang@example.com', phone: '+86 139 0010 6677', address: '北京市朝阳区望京街 10 号院 2 号楼 1508', country: 'CN' },
  { name: 'Sophie Becker', email: 'sophie.becker@example.com', phone: '+49 151 5550 2764', address: 'Oranienstraße 61, 10969 Berlin, Germany', country: 'DE' },
  { name: '陈雨桐', email: 'yutong.chen@example.com', phone: '+65 8555 0193', address: '21 Tanjong Pagar Road, #04-12, Singapore 088444', country: 'SG' },
  { name: 'Olivia Brown', email: 'olivia.b@example.com', phone: '+1 604 555 0177', address: '780 Commercial Dr, Vancouver, BC V5L 3W4, Canada', country: 'CA' },
  { name: '张思远', email: 'siyuan.zhang@example.com', phone: '+1 212 555 0119', address: '36-40 Main St, 5F, Flushing, NY 11354, USA', country: 'US' },
  { name: 'Liam Murphy', email: 'liam.murphy@example.com', phone: '+61 491 570 156', address: '9 Smith Street, Fitzroy VIC 3065, Australia', country: 'AU' },
  { name: '林佳怡', email: 'jiayi.lin@example.com', phone: '+86 137 6005 2290', address: '广东省深圳市南山区科苑路 15 号 7 栋 1201', country: 'CN' },
  { name: 'Grace Taylor', email: 'grace.taylor@example.com', phone: '+44 7700 900744', address: '3 Leith Walk, Edinburgh EH6 8LN, United Kingdom', country: 'GB' },
  { name: '赵一鸣', email: 'yiming.zhao@example.com', phone: '+61 491 570 313', address: '55 Harris St, Pyrmont NSW 2009, Australia', country: 'AU' },
];
