import { type FormEvent, useId, useState } from 'react';
import type { Problem } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { Drawer } from '../shell/drawer';
import { type Connection, graphqlUrl } from './connection';

interface ConnectionFormProps {
  connection: Connection;
  /** Why the key was refused. */
  problem: Problem | undefined;
  /** What would be lost with this connection, in words. */
  losses: readonly string[];
  onSave: (connection: Connection) => void;
  onClose: () => void;
}

/** Another key, or another organization of the same key. */
export function ConnectionForm({ connection, problem, losses, onSave, onClose }: ConnectionFormProps) {
  const [apiKey, setApiKey] = useState(connection.apiKey);
  const [organization, setOrganization] = useState(connection.organization);
  const [warned, setWarned] = useState(false);
  const id = useId();
  const entered = { apiKey: apiKey.trim(), organization: organization.trim() };
  const another =
    entered.apiKey !== connection.apiKey || entered.organization !== connection.organization || problem;
  const warn = warned && another && losses.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (another && losses.length > 0 && !warned) setWarned(true);
    else onSave(entered);
  };
  return (
    <Drawer title="Connection" onClose={onClose}>
      {problem && <ProblemList problems={[problem]} />}
      <form className="stack" aria-label="Connection" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-key`}>API key</label>
          <input
            id={`${id}-key`}
            type="password"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-key-hint`}
            value={apiKey}
            onChange={({ currentTarget }) => setApiKey(currentTarget.value)}
          />
          <p className="hint" id={`${id}-key-hint`}>
            Kept in this tab until it is closed, and sent to {graphqlUrl} alone.
          </p>
        </div>
        <div className="field">
          <label htmlFor={`${id}-organization`}>Organization (optional)</label>
          <input
            id={`${id}-organization`}
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder="org_…"
            value={organization}
            onChange={({ currentTarget }) => setOrganization(currentTarget.value)}
          />
        </div>
        {warn && (
          <p role="alert" className="refusal">
            Another connection starts with nothing of this one. Lost would be: {losses.join(', ')}.
          </p>
        )}
        <div className="form-actions">
          <button type="submit" className="primary" disabled={entered.apiKey === ''}>
            {warn ? 'Use it all the same' : 'Use this key'}
          </button>
        </div>
      </form>
    </Drawer>
  );
}
