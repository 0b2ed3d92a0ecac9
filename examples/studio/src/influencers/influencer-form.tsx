import { useApolloClient } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { useFocusOnProblem } from '../errors/field';
import { type Problem, ProblemFragment, problemsAt, toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { plural } from '../format/amounts';
import { useForm } from '../forms/use-form';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import type { InfluencerGender } from '../generated/graphql';
import { EditField } from './edit-field';
import {
  type Edits,
  type FieldKey,
  inputOf,
  jsonProblem,
  personalityFields,
  since,
  textFields,
  textsOf,
  unstored,
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

interface InfluencerFormProps {
  influencer: FragmentType<typeof InfluencerFormFragment>;
  /** Of the route that shows it. */
  href: string;
}

/** Sends what was touched and nothing else. */
export function InfluencerForm({ influencer, href }: InfluencerFormProps) {
  const client = useApolloClient();
  const stored = getFragmentData(InfluencerFormFragment, influencer);
  const texts = textsOf(stored);
  const [state, form] = useForm<Edits>({ href, about: `changes of ${stored.name ?? 'an influencer'}` });
  const { typed: edits = {}, saving, problems, said } = state;
  const element = useFocusOnProblem(problems);
  const count = Object.keys(edits).length;

  async function save() {
    if (count === 0 || saving) return;
    const notJson = jsonProblem(edits['personality.other']);
    if (notJson) return form.change({ problems: [notJsonProblem(notJson)], said: '' });
    form.change({ saving: true, problems: [], said: '' });
    const input = inputOf(stored, edits);
    const errors = await client
      .mutate({
        mutation: UpdateInfluencer,
        variables: { input: { ...input, idempotencyKey: form.key.of(input) } },
      })
      .then(({ data }) => getFragmentData(ProblemFragment, data?.updateInfluencer?.userErrors ?? []))
      .catch(toProblems);
    // People type on while it is saved, and may have gone elsewhere.
    const now = form.state().typed ?? {};
    if (errors.length > 0)
      return form.change({ typed: orNone(unstored(now, texts)), saving: false, problems: errors });
    form.key.used();
    const typed = orNone(since(edits, now));
    form.change({ typed, saving: false, said: typed ? '' : 'Saved' });
  }

  function edit(key: FieldKey, text: string) {
    const now = withEdit(edits, key, text);
    // While it is saved nobody knows yet what is stored.
    form.type(orNone(saving ? now : unstored(now, texts)));
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
      onEdit: (text: string) => edit(key, text),
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
      ref={element}
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
        <button type="submit" className="primary" aria-disabled={count === 0 || saving}>
          {saving ? 'Saving…' : count === 0 ? 'Save changes' : `Save ${plural(count, 'change')}`}
        </button>
        <button
          type="button"
          aria-disabled={count === 0 || saving}
          onClick={() => {
            if (!saving) form.forget();
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

/** Nothing typed is told as such, so that nobody is asked to keep it. */
function orNone(edits: Edits): Edits | undefined {
  return Object.keys(edits).length > 0 ? edits : undefined;
}

function notJsonProblem(message: string): Problem {
  return { code: 'VALIDATION', message, field: ['input', 'personality', 'other'], retryable: false };
}
