import { useSyncExternalStore } from 'react';
import type { Forms } from '../forms/forms';
import type { ImageTransfers } from '../influencers/image-transfers';

interface LeftBehindProps {
  forms: Forms;
  images: ImageTransfers;
  /** Of what is on the screen, which tells by itself. */
  href: string;
}

/** What somebody has left before it was stored: it is kept, and says so. */
export function LeftBehind({ forms, images, href }: LeftBehindProps) {
  const open = useSyncExternalStore(forms.subscribe, forms.open);
  const stuck = useSyncExternalStore(images.subscribe, images.stuck);
  const formsElsewhere = open.filter(({ place }) => place.href !== href);
  const refused = formsElsewhere.filter((form) => form.state().problems.length > 0);
  const typed = formsElsewhere.filter((form) => !refused.includes(form) && !form.state().saving);
  const stuckElsewhere = stuck.filter((each) => each.href !== href);
  return (
    <>
      {refused.length + stuckElsewhere.length > 0 && (
        <div role="alert" className="left-behind">
          {refused.map((form) => (
            <Note
              key={form.place.href}
              href={form.place.href}
              text={`Not saved: ${form.place.about}. ${form
                .state()
                .problems.map(({ message }) => message)
                .join(' ')}`}
              onForget={() => form.forget()}
            />
          ))}
          {stuckElsewhere.map((each) => (
            <Note
              key={each.href}
              href={each.href}
              text={`Not attached: images of ${each.about}.`}
              onForget={() => images.forget(each.influencerId)}
            />
          ))}
        </div>
      )}
      <div role="status" className="left-behind">
        {typed.map((form) => (
          <Note
            key={form.place.href}
            href={form.place.href}
            text={`Not saved yet: ${form.place.about}.`}
            onForget={() => form.forget()}
          />
        ))}
      </div>
    </>
  );
}

interface NoteProps {
  href: string;
  text: string;
  onForget: () => void;
}

function Note({ href, text, onForget }: NoteProps) {
  return (
    <p>
      <span>{text}</span>
      <a href={href}>Go back to it</a>
      <button
        type="button"
        className="quiet small"
        onClick={() => {
          onForget();
          // The button goes with the note.
          document.getElementById('main')?.focus();
        }}
      >
        Forget it
      </button>
    </p>
  );
}
