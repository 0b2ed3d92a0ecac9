import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { Activity } from '../client/activity';
import { createClient } from '../client/client';
import { type Connection, keepConnection, readConnection } from '../connection/connection';
import { ConnectionForm } from '../connection/connection-form';
import type { Problem } from '../errors/problem';
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

  function use(connection: Connection) {
    session.uploads.cancelAll();
    client.stop();
    keepConnection(connection);
    // Another organization has other projects.
    go({ screen: 'upload' });
    setProblem(undefined);
    setSession(openSession(connection, setProblem));
    setAsking(false);
  }

  return (
    <>
      {connection.apiKey !== '' && (
        <ApolloProvider client={client}>
          <Studio
            key={connection.apiKey + connection.organization}
            tools={session}
            onAskKey={() => setAsking(true)}
          />
        </ApolloProvider>
      )}
      {(asking || problem) && (
        <ConnectionForm
          connection={connection}
          problem={problem}
          onSave={use}
          onClose={() => {
            setAsking(false);
            setProblem(undefined);
          }}
        />
      )}
    </>
  );
}

function openSession(connection: Connection, onRefusedKey: (problem: Problem) => void): Session {
  const activity = new Activity();
  const client = createClient({ connection, activity, onRefusedKey });
  const transfers = createTransfers(connection.apiKey);
  return { connection, activity, client, transfers, uploads: new Uploads(client, transfers) };
}
