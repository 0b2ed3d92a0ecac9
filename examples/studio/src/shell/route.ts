import { useSyncExternalStore } from 'react';

export type Screen = 'upload' | 'library' | 'influencers';

/** Where the studio is; kept in the part of the URL after `#`, so that links and the back button work. */
export interface Route {
  readonly projectId?: string;
  readonly screen: Screen;
  /** The item or influencer that is open. */
  readonly id?: string;
}

const screens: readonly string[] = ['upload', 'library', 'influencers'] satisfies Screen[];

export function routeTo({ projectId, screen, id }: Route): string {
  return `#/${[projectId ?? '-', screen, ...(id ? [id] : [])].map(encodeURIComponent).join('/')}`;
}

export function go(route: Route): void {
  location.hash = routeTo(route);
}

export function useRoute(): Route {
  return read(useSyncExternalStore(subscribe, () => location.hash));
}

/** As it is this moment: somebody may have clicked a link that no component knows of yet. */
export function currentRoute(): Route {
  return read(location.hash);
}

function read(hash: string): Route {
  const [projectId = '-', screen = 'upload', id] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return {
    ...(projectId !== '-' && projectId !== '' && { projectId }),
    screen: screens.includes(screen) ? (screen as Screen) : 'upload',
    ...(id && { id }),
  };
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Somebody may have typed it. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
