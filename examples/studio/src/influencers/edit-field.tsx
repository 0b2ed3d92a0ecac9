import { Field } from '../errors/field';
import type { Problem } from '../errors/problem';
import { formatWord } from '../format/amounts';

interface EditFieldProps {
  label: string;
  name: string;
  stored: string;
  /** Undefined is untouched, null is cleared. */
  edit: string | null | undefined;
  problems: readonly Problem[];
  onEdit: (text: string) => void;
  /** More than one makes it a text area. */
  lines?: number;
  /** Makes it a choice. */
  options?: readonly string[];
  hint?: string;
}

/** A field that says what will become of it: nothing, another value, or none. */
export function EditField(props: EditFieldProps) {
  const { label, name, stored, edit, problems, onEdit, lines = 1, options, hint } = props;
  const text = edit === undefined ? stored : (edit ?? '');
  const state = edit === undefined ? undefined : edit === null ? 'Will be cleared' : 'Changed';
  const clearable = name !== 'name' && text !== '';
  return (
    <Field
      label={label}
      problems={problems}
      hint={hint}
      aside={
        <span className="edit-actions">
          {state && <span className={edit === null ? 'badge warn' : 'badge busy'}>{state}</span>}
          {state ? (
            <button
              type="button"
              className="quiet tiny"
              aria-label={`Undo ${label.toLowerCase()}`}
              onClick={() => onEdit(stored)}
            >
              Undo
            </button>
          ) : (
            clearable && (
              <button
                type="button"
                className="quiet tiny"
                aria-label={`Clear ${label.toLowerCase()}`}
                onClick={() => onEdit('')}
              >
                Clear
              </button>
            )
          )}
        </span>
      }
    >
      {(control) =>
        options ? (
          <select {...control} name={name} value={text} onChange={({ target }) => onEdit(target.value)}>
            <option value="">Not set</option>
            {/* What the graph has no word for, or another client has stored. */}
            {stored !== '' && !options.includes(stored) && (
              <option value={stored} disabled>
                {formatWord(stored)}
              </option>
            )}
            {options.map((option) => (
              <option key={option} value={option}>
                {formatWord(option)}
              </option>
            ))}
          </select>
        ) : lines > 1 ? (
          <textarea
            {...control}
            name={name}
            rows={lines}
            value={text}
            onChange={({ target }) => onEdit(target.value)}
          />
        ) : (
          <input
            {...control}
            name={name}
            type="text"
            autoComplete="off"
            value={text}
            onChange={({ target }) => onEdit(target.value)}
          />
        )
      }
    </Field>
  );
}
