declare module 'pg/lib/client.js' {
  import { Client } from 'pg';
  // eslint-disable-next-line no-restricted-syntax -- it is a module of CommonJS
  export default Client;
}
