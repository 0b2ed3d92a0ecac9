import './upload.css';
import { QuotaMeter } from '../quota/quota-meter';
import { Draft } from './draft';
import { UploadRow } from './upload-row';
import type { Uploads } from './uploads';
import type { DraftState } from './use-draft';
import { useUploads } from './use-uploads';

interface UploadScreenProps {
  projectId: string;
  uploads: Uploads;
  draft: DraftState;
  /** Files hover over the page. */
  over: boolean;
}

export function UploadScreen({ projectId, uploads, draft, over }: UploadScreenProps) {
  const list = useUploads(uploads).filter((upload) => upload.projectId === projectId);
  return (
    <>
      <h1>Upload</h1>
      <Draft projectId={projectId} uploads={uploads} draft={draft} over={over} />
      {/* It comes while people write: below what they write. */}
      <QuotaMeter projectId={projectId} />
      {list.length > 0 && (
        <section className="stack" aria-labelledby="uploads">
          <h2 id="uploads">Uploads</h2>
          <ul className="rows">
            {list.map((upload) => (
              <UploadRow key={upload.id} upload={upload} uploads={uploads} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
