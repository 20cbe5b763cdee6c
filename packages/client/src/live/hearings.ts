import type { LiveMessage } from "@steward/contracts/kernel/live";

type Hearing = (message: LiveMessage) => void;

/** Who in this page wants to know what is heard, beside the queries that are asked again. */
function createHearings() {
  const all = new Set<Hearing>();
  return {
    tell(message: LiveMessage): void {
      for (const hearing of all) hearing(message);
    },
    join(hearing: Hearing): () => void {
      all.add(hearing);
      return () => void all.delete(hearing);
    },
  };
}

export const hearings = createHearings();
