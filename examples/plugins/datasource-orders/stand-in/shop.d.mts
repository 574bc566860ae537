export interface ShopOrder {
  readonly id: string;
  readonly created_at: string;
  readonly status: string;
  readonly total_cents: number;
  readonly country: string;
}
export interface ShopRefund {
  readonly number: number;
  readonly order_id: string;
  readonly at: string;
  readonly amount_cents: number;
}
export type Wrong =
  { readonly status: number; readonly retryAfter?: number } | 'cut' | 'repeat' | 'shuffle' | 'circle' | undefined;
export type Fault = (n: number, path: string, params: Readonly<Record<string, string>>) => Wrong | Promise<Wrong>;

/** What it sells and what it was asked; all of it may be changed while it is open. */
export interface Shop {
  orders: ShopOrder[];
  refunds: ShopRefund[];
  fault: Fault;
  readonly asked: { readonly path: string; readonly params: Readonly<Record<string, string>>; readonly at: number }[];
  readonly url: string;
  close(): Promise<void>;
}

export const TOKEN: string;
export function someOrders(count: number): ShopOrder[];
export function someRefunds(count: number): ShopRefund[];
export function openShop(
  options?: Partial<Pick<Shop, 'orders' | 'refunds' | 'fault'>> & { readonly port?: number },
): Promise<Shop>;
