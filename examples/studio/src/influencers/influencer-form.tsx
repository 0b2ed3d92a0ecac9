import { useMutation } from '@apollo/client/react';
import { type FormEvent, useState } from 'react';
import { useRepeatKey } from '../client/repeat-key';
import { useFocusOnProblem } from '../errors/field';
import { type Problem, ProblemFragment, problemsAt, toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { plural } from '../format/amounts';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import type { InfluencerGender } from '../generated/graphql';
import { EditField } from './edit-field';
import {
  type Edits,
  type FieldKey,
  inputOf,
  jsonProblem,
  personalityFields,
  textFields,
  textsOf,
  withEdit,
} from './patch';

const InfluencerFormFragment = graphql(`
  fragment InfluencerForm_Influencer on Influencer {
    id
    name
    gender
    ageRange
    ethnicity
    bodyType
    hairColor
    hairStyle
    style
    vibe
    voiceDescription
    personality {
      traits
      tone
      humor
      formality
      speakingStyle
      catchphrases
      interests
      values
      other
    }
  }
`);

const UpdateInfluencer = graphql(`
  mutation UpdateInfluencer($input: UpdateInfluencerInput!) {
    updateInfluencer(input: $input) {
      influencer {
        id
        ...InfluencerForm_Influencer
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

const genders = ['FEMALE', 'MALE', 'NONBINARY', 'UNSPECIFIED'] satisfies InfluencerGender[];

/** Sends what was touched and nothing else. */
export function InfluencerForm({ influencer }: { influencer: FragmentType<typeof InfluencerFormFragment> }) {
  const stored = getFragmentData(InfluencerFormFragment, influencer);
  const texts = textsOf(stored);
  const [edits, setEdits] = useState<Edits>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [said, setSaid] = useState('');
  const [update, { loading }] = useMutation(UpdateInfluencer);
  const form = useFocusOnProblem(problems);
  const key = useRepeatKey();
  const count = Object.keys(edits).length;

  async function save() {
    setSaid('');
    const notJson = jsonProblem(edits['personality.other']);
    if (notJson) return setProblems([notJsonProblem(notJson)]);
    setProblems([]);
    const input = inputOf(stored, edits);
    try {
      const { data } = await update({ variables: { input: { ...input, idempotencyKey: key.of(input) } } });
      const errors = getFragmentData(ProblemFragment, data?.updateInfluencer?.userErrors ?? []);
      setProblems(errors);
      if (errors.length > 0) return;
      key.used();
      setEdits({});
      setSaid('Saved');
    } catch (error) {
      setProblems(toProblems(error));
    }
  }

  const shown = new Set<Problem>();
  const propsOf = (key: FieldKey) => {
    const atField = problemsAt(problems, ...key.split('.'));
    for (const problem of atField) shown.add(problem);
    return {
      name: key,
      stored: texts[key],
      edit: edits[key],
      problems: atField,
      onEdit: (text: string) => setEdits((edits) => withEdit(edits, texts, key, text)),
    };
  };
  const fields = (
    <>
      <fieldset className="fields">
        <legend>Looks</legend>
        {textFields.map(({ key, label }) => (
          <EditField key={key} label={label} {...propsOf(key)} />
        ))}
        <EditField label="Gender" options={genders} {...propsOf('gender')} />
      </fieldset>
      <fieldset className="fields">
        <legend>Personality</legend>
        {personalityFields.map(({ key, label, list }) => (
          <EditField
            key={key}
            label={label}
            {...(list && { lines: 3, hint: 'One per line.' })}
            {...propsOf(`personality.${key}`)}
          />
        ))}
        <EditField
          label="Other"
          lines={3}
          hint="A JSON object; merged key by key."
          {...propsOf('personality.other')}
        />
      </fieldset>
    </>
  );

  return (
    <form
      ref={form}
      className="stack"
      aria-label="Edit influencer"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      {fields}
      <ProblemList problems={problems.filter((each) => !shown.has(each))} onRetry={() => void save()} />
      <div className="form-actions sticky">
        <button type="submit" className="primary" disabled={count === 0 || loading}>
          {loading ? 'Saving…' : count === 0 ? 'Save changes' : `Save ${plural(count, 'change')}`}
        </button>
        <button
          type="button"
          disabled={count === 0 || loading}
          onClick={() => {
            setEdits({});
            setProblems([]);
          }}
        >
          Undo all
        </button>
        <span role="status" className="muted">
          {said}
        </span>
      </div>
    </form>
  );
}

function notJsonProblem(message: string): Problem {
  return { code: 'VALIDATION', message, field: ['input', 'personality', 'other'], retryable: false };
}
