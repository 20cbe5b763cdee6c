import { isConnectionLost, reasonOf } from "@steward/api/client";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";
import { isSignedOut, isTransient } from "./failure.ts";

interface Watch {
  /** Called when the API no longer knows who this is, with its reason. */
  onSignedOut: (reason: string | undefined) => void;
  /** Called with each answer, or with its absence. */
  onReachable: (reachable: boolean) => void;
}

const quiet: Watch = { onSignedOut: () => {}, onReachable: () => {} };

/** One cache of server data. Of one organisation: its keys do not name the organisation. */
export function createQueryClient({ onSignedOut, onReachable }: Watch = quiet): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut(reasonOf(error));
    if (isConnectionLost(error)) onReachable(false);
  };
  const onSuccess = () => onReachable(true);
  return new QueryClient({
    queryCache: new QueryCache({ onError, onSuccess }),
    mutationCache: new MutationCache({ onError, onSuccess }),
    defaultOptions: {
      queries: {
        // Data that came with the page is not asked for again while it is being read.
        staleTime: 30_000,
        retry: (failures, error) => {
          // Said at the first failure: the retries below take seconds in which nothing would seem to happen.
          if (isConnectionLost(error)) onReachable(false);
          return failures < 3 && isTransient(error);
        },
      },
      dehydrate: { serializeData: superjson.serialize },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
