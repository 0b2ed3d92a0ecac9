import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './style.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { firstOperation } from '../src/http/first-operation.js';
import { createFetcher } from './fetcher.js';
import { findFilePlaces } from './file-places.js';
import { filesPane } from './files-pane.js';
import { operationsPane } from './operations-pane.js';
import { isWide } from './screen.js';
import { Session } from './session.js';
import { SessionContext } from './session-context.js';
import { readSettings } from './settings.js';

const settings = readSettings();
const session = new Session(settings);
const fetcher = createFetcher({
  endpoint: settings.endpoint,
  files: session.files,
  places: (document, operationName) => findFilePlaces(document, operationName, session.schema),
  onData: session.onData,
});
const headers =
  settings.apiKey === undefined ? '{ "X-Api-Key": "" }' : JSON.stringify({ 'X-Api-Key': settings.apiKey });

createRoot(document.getElementById('graphiql')!).render(
  <SessionContext value={session}>
    <GraphiQL
      fetcher={fetcher}
      // Without GraphiQL's history, which keeps the headers of every operation in the browser, keys and all.
      plugins={[operationsPane, filesPane]}
      {...(isWide() && { visiblePlugin: operationsPane })}
      defaultTabs={[{ query: firstOperation, headers }]}
      defaultHeaders={headers}
      defaultEditorToolsVisibility={settings.apiKey === undefined ? 'headers' : 'variables'}
      inputValueDeprecation
      // Nor is a key kept with its tab.
      shouldPersistHeaders={false}
      onSchemaChange={(schema) => {
        session.schema = schema;
      }}
      {...(!settings.introspection && { schema: null })}
    >
      <GraphiQL.Logo>Layers GraphQL</GraphiQL.Logo>
    </GraphiQL>
  </SessionContext>,
);
