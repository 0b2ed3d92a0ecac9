import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { useSyncExternalStore } from 'react';
import { findFilePlaces } from './file-places.js';
import { useSession } from './session-context.js';

function Files() {
  const { files, settings } = useSession();
  useSyncExternalStore(files.subscribe, files.version);
  const { documentAST, operationName, schema } = useGraphiQL((state) => ({
    documentAST: state.documentAST,
    operationName: state.operationName,
    schema: state.schema,
  }));
  const places = findFilePlaces(documentAST, operationName, schema);
  const name = operationName ?? '';

  return (
    <section className="layers-pane" aria-label="Files">
      <h2 className="layers-title">Files</h2>
      {places.length === 0 && (
        <p className="layers-note">
          {settings.introspection
            ? 'This operation takes no files. Those with a variable of type Upload, or an input that holds one, do: see “Files through this server” among the ready operations.'
            : 'This operation has no variable of type Upload. Introspection is off on this server, so that files inside other inputs are not known here.'}
        </p>
      )}
      {places.map(({ path, isList }) => {
        const key = path.join('.');
        const chosen = files.of(name, key);
        return (
          <div key={`${name} ${key}`} className="layers-place">
            <label className="layers-choose">
              <span>
                <code>${key}</code>
                {isList ? ' takes several files' : ' takes one file'}
              </span>
              <span className="layers-button">
                {isList ? (chosen.length > 0 ? 'Add files' : 'Choose files') : 'Choose a file'}
              </span>
              <input
                type="file"
                multiple={isList}
                onChange={({ target }) => {
                  // Who presses cancel keeps what was chosen.
                  if (target.files?.length)
                    files.choose(name, key, isList ? [...chosen, ...target.files] : [...target.files]);
                  target.value = '';
                }}
              />
            </label>
            {chosen.length > 0 && (
              <ul className="layers-files">
                {chosen.map((file, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one file may be chosen twice, and none moves.
                  <li key={index}>
                    <span className="layers-file">{file.name}</span>
                    <span>
                      {file.type || 'type unknown'}, {file.size.toLocaleString('en')} bytes
                    </span>
                    <button
                      type="button"
                      aria-label={`Remove ${file.name}`}
                      onClick={() => files.choose(name, key, chosen.toSpliced(index, 1))}
                    >
                      ×
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
      {places.length > 0 && (
        <p className="layers-note">
          The files go with the operation as a multipart request; leave their place in the variables empty.
          Declared sizes (<code>sizes</code>, <code>sizeBytes</code>) let them stream.
        </p>
      )}
    </section>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path
        d="m19 11-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.3 4.3l-8 8a1.5 1.5 0 0 1-2.1-2.1L14.500 7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export const filesPane: GraphiQLPlugin = { title: 'Files', icon: Icon, content: Files };
