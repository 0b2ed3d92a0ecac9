import { useMutation } from '@apollo/client/react';
import { type FormEvent, useState } from 'react';
import { useRepeatKey } from '../client/repeat-key';
import { useFocusOnProblem } from '../errors/field';
import { type Problem, ProblemFragment, problemsAt, toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { type FragmentType, getFragmentData, graphql } from '../generated';
import { CaptionField } from '../upload/caption-field';

const CaptionFragment = graphql(`
  fragment Caption_ContentItem on ContentItem {
    id
    caption
    creativeType
  }
`);

const UpdateCaption = graphql(`
  mutation UpdateCaption($input: UpdateContentCaptionInput!) {
    updateContentCaption(input: $input) {
      contentItem {
        id
        caption
      }
      userErrors {
        ...Problem_LayersUserError
      }
    }
  }
`);

/** Uploads may be corrected, generated items not. */
export function Caption({ item }: { item: FragmentType<typeof CaptionFragment> }) {
  const { id, caption, creativeType } = getFragmentData(CaptionFragment, item);
  if (creativeType === 'UPLOADED') return <CaptionForm id={id} caption={caption ?? ''} />;
  return (
    <section className="stack" aria-labelledby="caption">
      <h3 id="caption">Caption</h3>
      <p className="caption-text">{caption || 'None.'}</p>
      <p className="hint">Only captions of uploads can be changed.</p>
    </section>
  );
}

function CaptionForm({ id, caption }: { id: string; caption: string }) {
  const [text, setText] = useState(caption);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [said, setSaid] = useState('');
  const [update, { loading }] = useMutation(UpdateCaption);
  const form = useFocusOnProblem(problems);
  const key = useRepeatKey();

  async function save() {
    setProblems([]);
    setSaid('');
    const input = { id, caption: text };
    try {
      const { data } = await update({
        variables: { input: { ...input, idempotencyKey: key.of(input) } },
        // Everywhere at once; taken back by itself when the answer is another.
        optimisticResponse: {
          updateContentCaption: {
            __typename: 'UpdateContentCaptionPayload',
            contentItem: { __typename: 'ContentItem', id, caption: text },
            userErrors: [],
          },
        },
      });
      const errors = getFragmentData(ProblemFragment, data?.updateContentCaption?.userErrors ?? []);
      setProblems(errors);
      if (errors.length > 0) return;
      key.used();
      setSaid('Saved');
    } catch (error) {
      setProblems(toProblems(error));
    }
  }

  const atCaption = problemsAt(problems, 'caption');
  return (
    <form
      ref={form}
      className="stack"
      aria-label="Edit caption"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <CaptionField rows={4} value={text} problems={atCaption} onChange={setText} />
      <ProblemList
        problems={problems.filter((problem) => !atCaption.includes(problem))}
        onRetry={() => void save()}
      />
      <div className="form-actions">
        <button type="submit" className="primary" disabled={text === caption || loading}>
          {loading ? 'Saving…' : 'Save caption'}
        </button>
        <button type="button" disabled={text === caption || loading} onClick={() => setText(caption)}>
          Undo
        </button>
        <span role="status" className="muted">
          {said}
        </span>
      </div>
    </form>
  );
}
