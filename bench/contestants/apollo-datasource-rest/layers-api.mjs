import { RESTDataSource } from '@apollo/datasource-rest';
import DataLoader from 'dataloader';

/** One for each request, as the documentation asks for. */
export class LayersAPI extends RESTDataSource {
  baseURL = `${process.env.LAYERS_BASE_URL}/v1/`;

  constructor({ apiKey, ...options }) {
    super(options);
    this.apiKey = apiKey;
  }

  willSendRequest(_path, request) {
    request.headers.authorization = `Bearer ${this.apiKey}`;
  }

  #projects = this.#loader((id) => this.get(`projects/${encodeURIComponent(id)}`));
  #content = this.#loader((id) => this.get(`content/${encodeURIComponent(id)}`));
  #influencers = this.#loader((id) => this.get(`influencers/${encodeURIComponent(id)}`));

  #loader(read) {
    return new DataLoader((ids) => Promise.all(ids.map((id) => read(id).catch((error) => error))));
  }

  project(id) {
    return this.#projects.load(id);
  }

  contentItem(id) {
    return this.#content.load(id);
  }

  influencer(id) {
    return this.#influencers.load(id);
  }

  projects(params) {
    return this.get('projects', { params });
  }

  contentItems(projectId, params) {
    return this.get(`projects/${encodeURIComponent(projectId)}/content`, { params });
  }

  influencers(projectId, params) {
    return this.get(`projects/${encodeURIComponent(projectId)}/influencers`, { params });
  }

  updateContent(id, body, idempotencyKey) {
    return this.patch(`content/${encodeURIComponent(id)}`, {
      body,
      headers: { 'idempotency-key': idempotencyKey },
    });
  }

  presign(projectId, body, idempotencyKey) {
    return this.post(`projects/${encodeURIComponent(projectId)}/media/presign`, {
      body,
      headers: { 'idempotency-key': idempotencyKey },
    });
  }
}
