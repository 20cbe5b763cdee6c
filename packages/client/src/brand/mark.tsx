/** Steward's mark: records stacked into an S. Decorative; the word stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#2f5cd6" />
      <rect x="11" y="8" width="13" height="4.5" rx="2.25" fill="#fff" />
      <rect x="8" y="13.75" width="16" height="4.5" rx="2.25" fill="#fff" opacity=".6" />
      <rect x="8" y="19.5" width="13" height="4.5" rx="2.25" fill="#fff" />
    </svg>
  );
}
