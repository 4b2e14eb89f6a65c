/** Result of a shop event. */
import type { Vars } from '../../json.ts';

export interface Applied {
  /** Data for flows: the top-level names are `cart`, `order`, `product` ... */
  data: Vars;
  /** Conversations that shall hear of it because they asked to (`product.restocked`), besides the contact's own. */
  audience: string[];
}
