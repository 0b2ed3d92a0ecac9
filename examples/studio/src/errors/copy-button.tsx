import { useState } from 'react';

interface CopyButtonProps {
  text: string;
  label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      // A browser may not let the page; one that came by http from another machine has no clipboard at all.
      setSaid('Not allowed');
    }
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
