import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { parse } from 'graphql';
import { useSyncExternalStore } from 'react';
import { findFilePlaces } from './file-places.js';
import { filesPane } from './files-pane.js';
import { flows } from './flows.js';
import { toCurl } from './learned.js';
import { nameOf, placeholders, type ReadyOperation } from './ready-operation.js';
import { isWide } from './screen.js';
import { useSession } from './session-context.js';

/** The text of an operation's variables. */
function textOf(variables: object | undefined): string {
  return variables === undefined ? '' : JSON.stringify(variables, null, 2);
}

function Operations() {
  const session = useSession();
  const learned = useSyncExternalStore(session.subscribe, session.learned);
  const { addTab, changeTab, setVisiblePlugin } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor, headerEditor, documentName, schema } = useGraphiQL((state) => ({
    tabs: state.tabs,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    documentName: state.operationName,
    schema: state.schema,
  }));

  function open({ text, variables }: ReadyOperation): void {
    const index = tabs.findIndex(({ query }) => query?.trim() === text.trim());
    const headers = headerEditor?.getValue();
    if (index === -1) {
      addTab();
      // A new tab has default headers, and not the key that was typed.
      if (headers !== undefined) headerEditor?.setValue(headers);
    } else changeTab(index);
    queryEditor?.setValue(text);
    variableEditor?.setValue(textOf(variables?.(session.settings.examples ?? placeholders, learned)));
    if (findFilePlaces(parse(text), undefined, schema).length > 0) setVisiblePlugin(filesPane);
    // On a narrow screen this pane covers the editors.
    else if (!isWide()) setVisiblePlugin(null);
  }

  return (
    <section className="layers-pane" aria-label="Ready operations">
      <h2 className="layers-title">Ready operations</h2>
      {session.settings.apiKey === undefined && (
        <p className="layers-note">
          Put your key into <strong>Headers</strong> first: <code>{'{ "X-Api-Key": "lp_..." }'}</code>. It
          stays in this page and is gone when you leave.
        </p>
      )}
      {flows.map((flow) => (
        <section key={flow.title}>
          <h3 className="layers-flow">{flow.title}</h3>
          <ul className="layers-operations">
            {flow.operations.map((operation) => {
              const name = nameOf(operation) ?? '';
              const isOpen = name === documentName;
              const puts = operation.puts && learned.puts?.[name];
              return (
                <li key={operation.title}>
                  <button
                    type="button"
                    className="layers-operation"
                    aria-current={isOpen ? 'true' : undefined}
                    onClick={() => open(operation)}
                  >
                    <span>{operation.title}</span>
                    <small>{operation.about}</small>
                  </button>
                  {isOpen && puts && (
                    <div className="layers-puts">
                      <p>Then, in this repository:</p>
                      {puts.map((put, index) => (
                        <pre key={put.url}>{toCurl(put, operation.puts?.[index] ?? '<file>')}</pre>
                      ))}
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 6h.01M4 12h.01M4 18h.01M8.5 6H20M8.5 12H20M8.5 18H20" strokeLinecap="round" />
    </svg>
  );
}

export const operationsPane: GraphiQLPlugin = { title: 'Ready operations', icon: Icon, content: Operations };
