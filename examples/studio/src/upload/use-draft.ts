import { useEffect, useRef, useState } from 'react';
import { lookAt } from './look';
import { Slots } from './slots';
import type { UploadFile } from './upload';

/** A file that was chosen and not yet sent. */
export interface ChosenFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly caption: string;
  /** Absent while it is looked at. */
  readonly look?: UploadFile;
}

export interface DraftState {
  readonly chosen: readonly ChosenFile[];
  /** Of two files or more; one alone is a post as any other. */
  readonly slideshow: boolean;
  /** Of the slideshow. */
  readonly caption: string;
  setSlideshow(slideshow: boolean): void;
  setCaption(caption: string): void;
  choose(files: Iterable<File>): void;
  change(id: string, change: Partial<ChosenFile>): void;
  /** By one place, towards the front or the back. */
  move(id: string, by: -1 | 1): void;
  remove(id: string): void;
  /** What is sent leaves the draft; what was refused stays. */
  take(ids: readonly string[]): void;
}

/** What people are about to upload. Nothing of it has left the browser. */
export function useDraft(): DraftState {
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const [slideshow, setSlideshow] = useState(false);
  const [caption, setCaption] = useState('');
  // Decoding ten videos at once would take the page's breath.
  const [looks] = useState(() => new Slots(2));
  const serial = useRef(0);
  /** Of what is chosen now; a picture of what is not is never made, and lives as long as what it shows. */
  const pictures = useRef(new Map<string, string | undefined>());
  useEffect(() => {
    const all = pictures.current;
    return () => {
      for (const url of all.values()) if (url) URL.revokeObjectURL(url);
      all.clear();
    };
  }, []);

  const change = (id: string, change: Partial<ChosenFile>) =>
    setChosen((list) => list.map((each) => (each.id === id ? { ...each, ...change } : each)));

  const together = slideshow && chosen.length > 1;

  return {
    chosen,
    slideshow: together,
    caption,
    setSlideshow(wanted) {
      setSlideshow(wanted);
      if (wanted && caption === '') setCaption(joined(chosen.map(({ caption }) => caption)));
    },
    setCaption,
    change,
    choose(files) {
      for (const file of files) {
        const id = `file-${++serial.current}`;
        pictures.current.set(id, undefined);
        setChosen((list) => [...list, { id, name: file.name, sizeBytes: file.size, caption: '' }]);
        void looks
          .run(new AbortController().signal, () => lookAt(file))
          .then((look) => {
            if (!pictures.current.has(id)) return;
            const thumbnailUrl = look.thumbnail && URL.createObjectURL(look.thumbnail);
            pictures.current.set(id, thumbnailUrl);
            change(id, { look: { ...look, thumbnailUrl } });
          });
      }
    },
    move(id, by) {
      setChosen((list) => {
        const from = list.findIndex((each) => each.id === id);
        const to = from + by;
        const moved = list[from];
        if (!moved || to < 0 || to >= list.length) return list;
        return list.toSpliced(from, 1).toSpliced(to, 0, moved);
      });
    },
    remove(id) {
      const url = pictures.current.get(id);
      if (url) URL.revokeObjectURL(url);
      pictures.current.delete(id);
      const rest = chosen.filter((each) => each.id !== id);
      // The field of the slideshow goes: what was written there moves to the only file.
      if (together && rest.length === 1) {
        change(rest[0]!.id, { caption: joined([rest[0]!.caption, caption]) });
        setSlideshow(false);
        setCaption('');
      }
      setChosen((list) => list.filter((each) => each.id !== id));
    },
    take(ids) {
      // Their pictures go on with the uploads.
      for (const id of ids) pictures.current.delete(id);
      // What was only proposed from captions that are sent has had its use.
      const sent = joined(chosen.filter(({ id }) => ids.includes(id)).map(({ caption }) => caption));
      if (together || caption === sent) setCaption('');
      setSlideshow(false);
      setChosen((list) => list.filter(({ id }) => !ids.includes(id)));
    },
  };
}

/** Each that says something, once. */
function joined(captions: readonly string[]): string {
  return [...new Set(captions.filter((caption) => caption !== ''))].join('\n\n');
}
