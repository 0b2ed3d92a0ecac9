import { Field } from '../errors/field';
import type { Problem } from '../errors/problem';
import { formatCount } from '../format/amounts';
import { captionLength } from './caption-length';
import { limits } from './limits';

interface CaptionFieldProps {
  /** Whose it is, where a page has several. */
  of?: string;
  value: string;
  problems: readonly Problem[];
  onChange: (caption: string) => void;
  disabled?: boolean;
  rows?: number;
}

/** Counts as Layers does. Too long is marked. */
export function CaptionField({ of, value, problems, onChange, disabled, rows = 2 }: CaptionFieldProps) {
  const most = limits.mostCaptionCharacters;
  const count = captionLength(value);
  return (
    <Field
      label={<>Caption{of && <span className="unseen"> of {of}</span>}</>}
      problems={problems}
      hint={
        <span className={count > most ? 'count over' : 'count'}>
          {formatCount(count)} / {formatCount(most)}
          {count > most && ` (${formatCount(count - most)} too many)`}
        </span>
      }
    >
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          value={value}
          disabled={disabled}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
