"use client";

const page = {
  fontFamily: "system-ui, sans-serif",
  display: "grid",
  placeContent: "center",
  minHeight: "100vh",
} as const;

/** Stands alone: it replaces the root layout, theme included, when that itself has failed. */
export function GlobalFailure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-GB">
      <body style={page}>
        <title>Steward</title>
        <main style={{ maxWidth: "40ch", padding: "1rem" }}>
          <h1>Steward could not be shown</h1>
          <p>
            Something went wrong on our side.
            {error.digest ? ` If it stays, tell us the number ${error.digest}.` : null}
          </p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
