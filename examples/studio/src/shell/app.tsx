import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { Activity } from '../client/activity';
import { createClient } from '../client/client';
import { type Connection, keepConnection, readConnection } from '../connection/connection';
import { ConnectionForm } from '../connection/connection-form';
import type { Problem } from '../errors/problem';
import { Forms } from '../forms/forms';
import { FormsContext } from '../forms/use-form';
import { ImageTransfers } from '../influencers/image-transfers';
import { createTransfers } from '../upload/transfers';
import { Uploads } from '../upload/uploads';
import { go } from './route';
import { Studio, type Tools } from './studio';

/** Everything of one key: another key starts with nothing of it. */
interface Session extends Tools {
  readonly connection: Connection;
  readonly client: ReturnType<typeof createClient>;
}

export function App() {
  const [problem, setProblem] = useState<Problem>();
  const [session, setSession] = useState(() => openSession(readConnection(), setProblem));
  const [asking, setAsking] = useState(session.connection.apiKey === '');
  const { client, connection } = session;

  function close() {
    setAsking(false);
    setProblem(undefined);
  }

  function use(next: Connection) {
    const same = next.apiKey === connection.apiKey && next.organization === connection.organization;
    // Unless it was refused, and is to be tried again.
    if (same && !problem) return close();
    session.uploads.cancelAll();
    session.images.stop();
    client.stop();
    keepConnection(next);
    // Another organization has other projects.
    go({ screen: 'upload' });
    setSession(openSession(next, setProblem));
    close();
  }

  const connectionForm = (losses: readonly string[]) =>
    (asking || problem) && (
      <ConnectionForm
        connection={connection}
        problem={problem}
        losses={losses}
        onSave={use}
        onClose={close}
      />
    );

  if (connection.apiKey === '')
    return (
      <main>
        <h1>Layers Studio</h1>
        <p className="empty">
          The studio needs an API key of Layers.{' '}
          <button type="button" className="primary" onClick={() => setAsking(true)}>
            Enter a key
          </button>
        </p>
        {connectionForm([])}
      </main>
    );
  return (
    <ApolloProvider client={client}>
      <FormsContext value={session.forms}>
        <Studio
          key={connection.apiKey + connection.organization}
          tools={session}
          onAskKey={() => setAsking(true)}
          connectionForm={connectionForm}
        />
      </FormsContext>
    </ApolloProvider>
  );
}

function openSession(connection: Connection, onRefusedKey: (problem: Problem) => void): Session {
  const activity = new Activity();
  const client = createClient({ connection, activity, onRefusedKey });
  const transfers = createTransfers(connection.apiKey);
  return {
    connection,
    activity,
    client,
    uploads: new Uploads(client, transfers),
    images: new ImageTransfers(client, transfers),
    forms: new Forms(),
  };
}
