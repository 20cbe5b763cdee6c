import { EmptyState, PageHeader } from "@steward/ui";

export default function NotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        title="There is nothing here"
        description="This record or page does not exist, or you cannot see it."
      />
    </>
  );
}
