/** The demo shop's 40 orders: every state an order can be in, told as how far it came and when. */
import type { OrderRow, OrderStatus } from '../../shop/shop.ts';

export interface DemoOrder {
  number: string;
  /** Index in demoCustomers. */
  customer: number;
  status: OrderStatus;
  /** Hours before now. */
  placed: number;
  payment: OrderRow['payment'];
  /** One list a parcel: product, colour, size, quantity. */
  parcels: [product: string, colour: string, size: string, quantity: number][][];
  /** Number of legs of the route behind each parcel; the whole route by default (when shipped at all). */
  legs?: number[];
  /** Hours since it was delivered. */
  delivered?: number;
}

// biome-ignore format: a table, one order a line
export const demoOrders: DemoOrder[] = [
  { number: 'SO-10001', customer: 0, status: 'shipped', placed: 100, payment: 'card', parcels: [[['red-midi-dress', 'red', 'M', 1], ['silk-scarf', 'red', 'one size', 1]]], legs: [5] },
  { number: 'SO-10002', customer: 1, status: 'delivered', placed: 132, payment: 'wechat', parcels: [[['merino-cardigan', 'cream', 'M', 1]]], delivered: 48 },
  { number: 'SO-10003', customer: 2, status: 'out_for_delivery', placed: 190, payment: 'paypal', parcels: [[['oxford-shirt', 'sky', 'L', 2]]], legs: [9] },
  { number: 'SO-10004', customer: 3, status: 'placed', placed: 3, payment: 'cod', parcels: [[['peacoat', 'navy', 'XL', 1]]] },
  { number: 'SO-10005', customer: 4, status: 'stalled', placed: 430, payment: 'card', parcels: [[['wool-coat', 'camel', 'S', 1]]], legs: [6] },
  { number: 'SO-10006', customer: 5, status: 'shipped', placed: 144, payment: 'card', parcels: [[['cashmere-sweater', 'grey', 'M', 1]], [['cashmere-scarf', 'camel', 'one size', 2]]], legs: [8, 4] },
  { number: 'SO-10007', customer: 0, status: 'delivered', placed: 320, payment: 'card', parcels: [[['straight-jeans', 'blue', '28', 1]]], delivered: 72 },
  { number: 'SO-10008', customer: 6, status: 'paid', placed: 9, payment: 'card', parcels: [[['light-down-jacket', 'olive', 'M', 1]]] },
  { number: 'SO-10009', customer: 7, status: 'return_requested', placed: 340, payment: 'alipay', parcels: [[['linen-shirt', 'white', 'L', 2]]], delivered: 110 },
  { number: 'SO-10010', customer: 8, status: 'packed', placed: 30, payment: 'paypal', parcels: [[['canvas-sneakers', 'white', '42', 1], ['cotton-tee', 'navy', 'L', 3]]] },
  { number: 'SO-10011', customer: 9, status: 'delivered', placed: 150, payment: 'wechat', parcels: [[['velvet-qipao', 'wine', 'S', 1]]], delivered: 26 },
  { number: 'SO-10012', customer: 10, status: 'cancelled', placed: 200, payment: 'card', parcels: [[['trench-coat', 'beige', 'M', 1]]] },
  { number: 'SO-10013', customer: 11, status: 'shipped', placed: 80, payment: 'card', parcels: [[['fleece-hoodie', 'grey', 'XL', 1]]], legs: [3] },
  { number: 'SO-10014', customer: 1, status: 'refunded', placed: 700, payment: 'wechat', parcels: [[['silk-blouse', 'cream', 'S', 1]]], delivered: 560 },
  { number: 'SO-10015', customer: 2, status: 'delivered', placed: 500, payment: 'card', parcels: [[['cable-sweater', 'navy', 'L', 1]]], delivered: 260 },
  { number: 'SO-10016', customer: 3, status: 'paid', placed: 5, payment: 'alipay', parcels: [[['silk-pyjamas', 'navy', 'L', 1]]] },
  { number: 'SO-10017', customer: 4, status: 'delivered', placed: 420, payment: 'paypal', parcels: [[['floral-dress', 'pink', 'S', 1]]], delivered: 170 },
  { number: 'SO-10018', customer: 5, status: 'placed', placed: 1, payment: 'card', parcels: [[['pleated-skirt', 'green', 'M', 1]]] },
  { number: 'SO-10019', customer: 6, status: 'stalled', placed: 380, payment: 'card', parcels: [[['knit-dress', 'grey', 'L', 1]]], legs: [4] },
  { number: 'SO-10020', customer: 7, status: 'out_for_delivery', placed: 185, payment: 'card', parcels: [[['kids-rain-jacket', 'yellow', '120', 2]]], legs: [9] },
  { number: 'SO-10021', customer: 8, status: 'shipped', placed: 140, payment: 'paypal', parcels: [[['leather-belt', 'brown', '105', 1]]], legs: [6] },
  { number: 'SO-10022', customer: 9, status: 'placed', placed: 2, payment: 'cod', parcels: [[['wide-leg-trousers', 'black', 'M', 1], ['striped-tee', 'navy', 'M', 1]]] },
  { number: 'SO-10023', customer: 10, status: 'returned', placed: 600, payment: 'card', parcels: [[['denim-jacket', 'blue', 'S', 1]]], delivered: 380 },
  { number: 'SO-10024', customer: 11, status: 'packed', placed: 26, payment: 'card', parcels: [[['cashmere-sweater', 'navy', 'L', 1]]] },
  { number: 'SO-10025', customer: 0, status: 'delivered', placed: 1300, payment: 'card', parcels: [[['canvas-tote', 'cream', 'one size', 1]]], delivered: 1080 },
  { number: 'SO-10026', customer: 1, status: 'shipped', placed: 60, payment: 'alipay', parcels: [[['wool-coat', 'black', 'M', 1]], [['wool-beanie', 'red', 'one size', 1]], [['cashmere-scarf', 'wine', 'one size', 1]]], legs: [4, 4, 2] },
  { number: 'SO-10027', customer: 2, status: 'delivered', placed: 210, payment: 'card', parcels: [[['linen-shorts', 'beige', 'M', 1]]], delivered: 5 },
  { number: 'SO-10028', customer: 3, status: 'cancelled', placed: 90, payment: 'cod', parcels: [[['light-down-jacket', 'black', 'XXL', 1]]] },
  { number: 'SO-10029', customer: 4, status: 'paid', placed: 14, payment: 'paypal', parcels: [[['silk-slip-dress', 'black', 'S', 1]]] },
  { number: 'SO-10030', customer: 5, status: 'refunded', placed: 800, payment: 'card', parcels: [[['straight-jeans', 'black', '30', 1]]], delivered: 640 },
  { number: 'SO-10031', customer: 6, status: 'shipped', placed: 110, payment: 'card', parcels: [[['fleece-hoodie', 'green', 'M', 2]]], legs: [5] },
  { number: 'SO-10032', customer: 7, status: 'delivered', placed: 800, payment: 'wechat', parcels: [[['cotton-tee', 'white', 'M', 5]]], delivered: 600 },
  { number: 'SO-10033', customer: 8, status: 'stalled', placed: 520, payment: 'paypal', parcels: [[['trench-coat', 'navy', 'L', 1]]], legs: [2] },
  { number: 'SO-10034', customer: 9, status: 'shipped', placed: 36, payment: 'wechat', parcels: [[['denim-skirt', 'blue', 'S', 1]]], legs: [2] },
  { number: 'SO-10035', customer: 10, status: 'paid', placed: 20, payment: 'card', parcels: [[['silk-scarf', 'sky', 'one size', 3]]] },
  { number: 'SO-10036', customer: 11, status: 'out_for_delivery', placed: 200, payment: 'card', parcels: [[['canvas-sneakers', 'black', '41', 1]]], legs: [9] },
  { number: 'SO-10037', customer: 0, status: 'placed', placed: 6, payment: 'paypal', parcels: [[['merino-cardigan', 'green', 'S', 1]]] },
  { number: 'SO-10038', customer: 1, status: 'return_requested', placed: 160, payment: 'alipay', parcels: [[['pleated-skirt', 'pink', 'S', 1], ['silk-blouse', 'black', 'S', 1]]], delivered: 60 },
  { number: 'SO-10039', customer: 2, status: 'packed', placed: 40, payment: 'card', parcels: [[['peacoat', 'black', 'M', 1]]] },
  { number: 'SO-10040', customer: 3, status: 'delivered', placed: 96, payment: 'alipay', parcels: [[['cashmere-scarf', 'grey', 'one size', 1]]], delivered: 20 },
];
