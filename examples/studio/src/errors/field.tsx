import './errors.css';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import type { Problem } from './problem';
import { RequestIds } from './problem-list';

/** What the control of a field needs, to be spread into it. */
export interface ControlProps {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: ReactNode;
  /** What is wrong with the value, as the graph says. */
  problems: readonly Problem[];
  hint?: ReactNode;
  /** Beside the label. */
  aside?: ReactNode;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control with its errors where people look for them. */
export function Field({ label, problems, hint, aside, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, problems.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({
        id,
        'aria-invalid': problems.length > 0 || undefined,
        'aria-describedby': describedBy || undefined,
      })}
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {problems.length > 0 && (
        <div className="field-error">
          <span id={`${id}-error`} role="alert">
            {problems.map(({ message }) => message).join(' ')}
          </span>
          <RequestIds problems={problems} />
        </div>
      )}
    </div>
  );
}

/** Takes people to the first field that is wrong, whenever there are new problems. */
export function useFocusOnProblem(problems: readonly Problem[]): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  return form;
}
