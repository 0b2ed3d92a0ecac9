import './platform-fit.css';
import { type FragmentType, getFragmentData, graphql } from '../generated';

const PlatformFitFragment = graphql(`
  fragment PlatformFit_ContentItem on ContentItem {
    id
    platformFit {
      platform
      ok
      issues
    }
  }
`);

const names: Readonly<Record<string, string>> = { tiktok: 'TikTok', instagram: 'Instagram' };

/** A badge a platform, and what does not fit in words. */
export function PlatformFit({ item }: { item: FragmentType<typeof PlatformFitFragment> }) {
  const { platformFit } = getFragmentData(PlatformFitFragment, item);
  if (!platformFit) return null;
  const fits = platformFit.map(({ platform, ok, issues }) => ({
    name: names[platform] ?? platform,
    ok,
    issues: issues ?? [],
  }));
  return (
    <div className="platform-fit">
      <ul className="badges" aria-label="Platform fit">
        {fits.map(({ name, ok, issues }) => (
          <li
            key={name}
            className={`badge ${ok === null || ok === undefined ? '' : ok ? 'good' : 'warn'}`}
            title={issues.join('\n') || undefined}
          >
            {name}: {ok === null || ok === undefined ? 'unknown' : ok ? 'fits' : 'does not fit'}
          </li>
        ))}
      </ul>
      <IssueList fits={fits} />
    </div>
  );
}

interface IssueListProps {
  fits: readonly { name: string; issues: readonly string[] }[];
}

/** An issue that several platforms have is told once. */
function IssueList({ fits }: IssueListProps) {
  const platformsOf = new Map<string, string[]>();
  for (const { name, issues } of fits)
    for (const issue of issues) platformsOf.set(issue, [...(platformsOf.get(issue) ?? []), name]);
  if (platformsOf.size === 0) return null;
  return (
    <ul className="fit-issues" aria-label="Platform issues">
      {[...platformsOf].map(([issue, platforms]) => (
        <li key={issue}>
          <span className="muted">{platforms.join(', ')}:</span> {issue}
        </li>
      ))}
    </ul>
  );
}
