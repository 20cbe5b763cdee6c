import { LoadingState } from "@steward/ui";

export default function Loading() {
  return <LoadingState lines={8} label="Loading the page" />;
}
