const ava = '/v1/influencers/AVA';
const endpoint = '/v1/webhook-endpoints/ENDPOINT';

/** A request that succeeds, for every operation on jobs, webhooks and what jobs make. Capitals stand for ids. */
export const jobOperations: readonly [id: string, method: string, path: string, body?: object][] = [
  ['createInfluencer', 'POST', '/v1/projects/COFFEE/influencers', { name: 'A' }],
  ['cloneInfluencer', 'POST', `${ava}/clone`, { name: 'A' }],
  ['deleteInfluencer', 'DELETE', ava, {}],
  ['getContentProgress', 'GET', '/v1/content/CONTENT/progress'],
  ['getJob', 'GET', '/v1/jobs/JOB'],
  ['cancelJob', 'POST', '/v1/jobs/JOB/cancel'],
  [
    'createWebhookEndpoint',
    'POST',
    '/v1/webhook-endpoints',
    { url: 'https://example.com/', events: ['job.failed'] },
  ],
  ['listWebhookEndpoints', 'GET', '/v1/webhook-endpoints'],
  ['getWebhookEndpoint', 'GET', endpoint],
  ['updateWebhookEndpoint', 'PATCH', endpoint, { status: 'active' }],
  ['deleteWebhookEndpoint', 'DELETE', endpoint],
  ['rotateWebhookSecret', 'POST', `${endpoint}/rotate-secret`],
  ['testWebhookEndpoint', 'POST', `${endpoint}/test`],
  ['listWebhookDeliveries', 'GET', `${endpoint}/deliveries`],
  ['replayWebhookDelivery', 'POST', '/v1/webhook-deliveries/DELIVERY/replay'],
];

export const jobOperationIds = jobOperations.map(([id]) => id);
