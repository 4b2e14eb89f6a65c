/** A card that customers were shown, as far as messages can mean it. */

export interface ShownCard {
  /** The entry's `id`, else its title. */
  id: string;
  title: string;
  text?: string;
  /** In minor units, where the entry has a `price` with an amount. */
  price?: number;
}
