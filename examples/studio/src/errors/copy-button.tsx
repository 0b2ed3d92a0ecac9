import { useState } from 'react';

interface CopyButtonProps {
  text: string;
  label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    // A browser may not let the page.
    const done = await navigator.clipboard.writeText(text).then(
      () => 'Copied',
      () => 'Not allowed',
    );
    setSaid(done);
    setTimeout(() => setSaid(''), 2000);
  };
  return (
    <>
      <button type="button" className="quiet small" aria-label={label} onClick={() => void copy()}>
        {said || 'Copy'}
      </button>
      <span role="status" className="unseen">
        {said}
      </span>
    </>
  );
}
