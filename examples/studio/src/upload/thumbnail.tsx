/** In a box of fixed size, so that nothing jumps when the picture comes or does not. */
export function Thumbnail({ url }: { url: string | undefined }) {
  return (
    <div className="thumbnail">
      {url ? (
        <img src={url} alt="" />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 3h8l4 4v14H6zM14 3v4h4" />
        </svg>
      )}
    </div>
  );
}
