import { useApolloClient } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { useFocusOnProblem } from '../errors/field';
import { ProblemFragment, problemsAt, toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { useForm } from '../forms/use-form';
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

interface CaptionProps {
  item: FragmentType<typeof CaptionFragment>;
  /** Of the route that shows it. */
  href: string;
}

/** Uploads may be corrected, generated items not. */
export function Caption({ item, href }: CaptionProps) {
  const { id, caption, creativeType } = getFragmentData(CaptionFragment, item);
  if (creativeType === 'UPLOADED') return <CaptionForm id={id} caption={caption ?? ''} href={href} />;
  return (
    <section className="stack" aria-labelledby="caption">
      <h3 id="caption">Caption</h3>
      <p className="caption-text">{caption || 'None.'}</p>
      <p className="hint">Only captions of uploads can be changed.</p>
    </section>
  );
}

interface CaptionFormProps {
  id: string;
  caption: string;
  href: string;
}

function CaptionForm({ id, caption, href }: CaptionFormProps) {
  const client = useApolloClient();
  const about = caption ? `the caption of “${caption.slice(0, 40)}”` : 'the caption of an upload';
  const [state, form] = useForm<string>({ href, about });
  const { typed, saving, problems, said } = state;
  const text = typed ?? caption;
  const element = useFocusOnProblem(problems);

  async function save() {
    if (typed === undefined || saving) return;
    form.change({ saving: true, problems: [], said: '' });
    const input = { id, caption: typed };
    const errors = await client
      .mutate({
        mutation: UpdateCaption,
        variables: { input: { ...input, idempotencyKey: form.key.of(input) } },
        // Everywhere at once; taken back by itself when the answer is another.
        optimisticResponse: {
          updateContentCaption: {
            __typename: 'UpdateContentCaptionPayload',
            contentItem: { __typename: 'ContentItem', id, caption: typed },
            userErrors: [],
          },
        },
      })
      .then(({ data }) => getFragmentData(ProblemFragment, data?.updateContentCaption?.userErrors ?? []))
      .catch(toProblems);
    if (errors.length > 0) return form.change({ saving: false, problems: errors });
    form.key.used();
    // People type on while it is saved, and may have closed the panel.
    const typedSince = form.state().typed !== typed;
    form.change({ saving: false, ...(!typedSince && { typed: undefined, said: 'Saved' }) });
  }

  function type(text: string) {
    // While it is saved the text before is still there, should Layers refuse this one.
    form.type(text === caption && !saving ? undefined : text);
  }

  const atCaption = problemsAt(problems, 'caption');
  return (
    <form
      ref={element}
      className="stack"
      aria-label="Edit caption"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <CaptionField rows={4} value={text} problems={atCaption} onChange={type} />
      <ProblemList
        problems={problems.filter((problem) => !atCaption.includes(problem))}
        onRetry={() => void save()}
      />
      <div className="form-actions">
        <button type="submit" className="primary" aria-disabled={typed === undefined || saving}>
          {saving ? 'Saving…' : 'Save caption'}
        </button>
        <button
          type="button"
          aria-disabled={typed === undefined || saving}
          onClick={() => {
            if (!saving) form.forget();
          }}
        >
          Undo
        </button>
        <span role="status" className="muted">
          {said}
        </span>
      </div>
    </form>
  );
}
