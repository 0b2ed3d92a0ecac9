import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useState } from 'react';
import { toProblems } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { type FragmentType, getFragmentData, graphql } from '../generated';

const Projects = graphql(`
  query Projects($first: Int!, $after: String) {
    projects(first: $first, after: $after, filter: { status: ACTIVE }) {
      edges {
        cursor
        node {
          id
          ...ProjectOption_Project
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

interface ProjectPickerProps {
  projectId: string | undefined;
  onChange: (projectId: string) => void;
}

/** Everything in the studio belongs to one project. Without a choice it is the first. */
export function ProjectPicker({ projectId, onChange }: ProjectPickerProps) {
  const { data, error, refetch, fetchMore } = useQuery(Projects, { variables: { first: 100 } });
  const [moreError, setMoreError] = useState<unknown>();
  const projects = data?.projects?.edges ?? [];
  const page = data?.projects?.pageInfo;
  const first = projects[0]?.node.id;
  const choose = useEffectEvent(onChange);
  useEffect(() => {
    if (!projectId && first) choose(first);
  }, [projectId, first]);
  const loadMore = () => {
    setMoreError(undefined);
    void fetchMore({ variables: { after: page?.endCursor } }).catch(setMoreError);
  };
  const failed = error ?? moreError;
  return (
    <>
      {failed !== undefined && (
        <div className="top-problem">
          <ProblemList
            problems={toProblems(failed)}
            onRetry={() => (error ? void refetch().catch(() => undefined) : loadMore())}
          />
        </div>
      )}
      <div className="choice project-picker">
        <label htmlFor="project">Project</label>
        <select
          id="project"
          value={projectId ?? ''}
          disabled={projects.length === 0}
          onChange={({ currentTarget }) => {
            if (currentTarget.value === more) loadMore();
            else onChange(currentTarget.value);
          }}
        >
          {/* One that the list has not, by a link or in another page. */}
          {!projects.some(({ node }) => node.id === projectId) && (
            <option value={projectId ?? ''}>{data || error ? (projectId ?? 'None') : 'Loading…'}</option>
          )}
          {projects.map(({ node }) => (
            <ProjectOption key={node.id} id={node.id} project={node} />
          ))}
          {page?.hasNextPage && <option value={more}>More projects…</option>}
        </select>
      </div>
    </>
  );
}

/** No id: Layers' have no spaces. */
const more = 'more projects';

const ProjectOptionFragment = graphql(`
  fragment ProjectOption_Project on Project {
    name
  }
`);

interface ProjectOptionProps {
  id: string;
  project: FragmentType<typeof ProjectOptionFragment>;
}

function ProjectOption({ id, project }: ProjectOptionProps) {
  const { name } = getFragmentData(ProjectOptionFragment, project);
  return <option value={id}>{name ?? id}</option>;
}
