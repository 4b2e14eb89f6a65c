// Preloaded into the program by tests in a browser (NODE_OPTIONS=--import): what goes to https://push.example goes to the push service of the test instead, whose address stands in PUSH_SERVICE. The program itself asks no private address.
import http from 'node:http';
import https from 'node:https';

const { request } = https;
https.request = (url, options, heard) => {
  if (!(url instanceof URL) || url.hostname !== 'push.example') return request(url, options, heard);
  const { lookup: _, ...rest } = options;
  return http.request(new URL(url.pathname, process.env.PUSH_SERVICE), rest, heard);
};
