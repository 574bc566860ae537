import { defineDataSource } from '@quarterdeck/sdk';
import { filledIn, getJson } from './request.js';
import { rowsToFrame } from './rows.js';
import { config, rows, secrets } from './schemas.js';

export default defineDataSource({
  config,
  secrets,
  needs: { http: [{ fromConfig: 'baseUrl' }] },
  async check(context) {
    await getJson(context, context.config.checkPath);
    return { message: 'The API answers with JSON.' };
  },
  queries: {
    rows: {
      title: 'Rows',
      shape: 'table',
      input: rows,
      async run(context, { input, range }) {
        const document = await getJson(context, input.path, filledIn(input.params, range));
        return rowsToFrame(input.path || 'rows', document, input, range);
      },
    },
  },
});
