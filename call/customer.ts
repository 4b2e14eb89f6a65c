/** The customer's page. The token is taken out of the address at once, so that it stays in no history. */
import { callPage } from './session.ts';
import { title } from './view.ts';

const token = location.hash.slice(1);
if (token) history.replaceState(null, '', location.pathname + location.search);
title('customerTitle');
void callPage('customer', 'customerTitle', token);
