import { partners, startPartners } from './serve.mjs';

// The partners as a process, by name and port: says where they are in one line of JSON.
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['crm=4011', 'editorial=4012'];
const ports = Object.fromEntries(
  wanted.map((argument) => {
    const [name, port = '0'] = argument.split('=');
    if (!Object.hasOwn(partners, name) || !/^\d{1,5}$/.test(port)) {
      console.error(`Unknown: ${argument}. There are: ${Object.keys(partners).join(', ')}, each with =PORT.`);
      process.exit(1);
    }
    return [name, Number(port)];
  }),
);
const started = await startPartners(ports);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await started.close();
    process.exit(0);
  });
console.log(JSON.stringify(started.urls));
