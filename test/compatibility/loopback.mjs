// Preloaded into the suite's own subgraphs: they listen on a free port of loopback instead of a fixed one of every
// interface, tell their URL, and end with whoever started them.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function (_options, ready) {
  this.once('listening', () => process.send({ url: `http://127.0.0.1:${this.address().port}/` }));
  return listen.call(this, { host: '127.0.0.1', port: 0 }, ready);
};

process.once('disconnect', () => process.exit());
