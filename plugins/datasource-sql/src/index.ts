import { defineDataSource } from '@quarterdeck/sdk';
import { ask } from './ask.js';
import { greeting, schemaOf } from './catalogue.js';
import { config, question, secrets } from './schemas.js';

export default defineDataSource({
  config,
  secrets,
  needs: {
    http: [],
    tcp: [{ host: { fromConfig: 'host' }, port: { fromConfig: 'port' } }],
    // Its password is proven to the server in an exchange that nobody else can hold.
    reveal: ['password'],
  },
  async check(context) {
    return { message: await greeting(context) };
  },
  queries: {
    sql: {
      title: 'SQL',
      shape: 'table',
      input: question,
      run: (context, { input, range }) => ask(context, input, range),
    },
  },
  options: { schema: schemaOf },
});
