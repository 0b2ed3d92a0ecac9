import { useId } from 'react';
import { formatWord } from '../format/amounts';
import type { ContentStatus, CreativeType } from '../generated/graphql';

export interface ContentFilter {
  readonly creativeType?: CreativeType;
  readonly status?: ContentStatus;
}

export const allContent: ContentFilter = {};

const origins = ['UPLOADED', 'GENERATED'] satisfies CreativeType[];
const statuses = ['QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELED'] satisfies ContentStatus[];

interface FiltersProps {
  filter: ContentFilter;
  onChange: (filter: ContentFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  return (
    <search className="filters">
      <Choice
        label="Origin"
        options={origins}
        value={filter.creativeType}
        onChange={(creativeType) => onChange({ ...filter, creativeType })}
      />
      <Choice
        label="Status"
        options={statuses}
        value={filter.status}
        onChange={(status) => onChange({ ...filter, status })}
      />
    </search>
  );
}

interface ChoiceProps<Option extends string> {
  label: string;
  options: readonly Option[];
  value: Option | undefined;
  onChange: (value: Option | undefined) => void;
}

function Choice<Option extends string>({ label, options, value, onChange }: ChoiceProps<Option>) {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(options.find((option) => option === currentTarget.value))}
      >
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {formatWord(option)}
          </option>
        ))}
      </select>
    </div>
  );
}
