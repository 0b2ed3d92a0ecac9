import { startPartners } from './serve.mjs';

// The partners as a process: says where they are in one line of JSON.
const partners = await startPartners(process.argv.slice(2));
process.once('SIGTERM', async () => {
  await partners.close();
  process.exit(0);
});
console.log(JSON.stringify(partners.urls));
