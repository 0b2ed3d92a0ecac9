import { useState } from 'react';

interface CopyButtonProps {
  text: string;
  label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <>
      <button type="button" className="quiet small" aria-label={label} onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </button>
      <span role="status" className="unseen">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
