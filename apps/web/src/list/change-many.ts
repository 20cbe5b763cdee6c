import { notifySuccess } from "@steward/ui";

/** A procedure that changes many records, and answers with the inputs that take it back. */
interface BulkChange<Input> {
  mutateAsync: (input: Input) => Promise<{ count: number; undo: Input[] }>;
}

/** Changes what was chosen in a list, and offers to take that back. `inWords`: `3 accounts`. */
export async function changeMany<Input>(
  change: BulkChange<Input>,
  input: Input,
  inWords: (count: number) => string,
): Promise<void> {
  const { count, undo } = await change.mutateAsync(input);
  const takeBack = async () => {
    for (const previous of undo) await change.mutateAsync(previous);
  };
  notifySuccess(`${inWords(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
}
