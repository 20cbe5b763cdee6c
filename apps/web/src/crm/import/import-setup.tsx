"use client";

import { Alert, Stack } from "@mantine/core";
import { useHref } from "@steward/client";
import { requiredImportFields } from "@steward/contracts/crm/import-fields";
import { confirmAction, notifyError, useLocale, Wizard } from "@steward/ui";
import { IconAlertTriangle } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { useConfigure } from "./use-configure.ts";
import { type ImportDetail, isDecided, rowsText } from "./words.ts";

/** Setting an import up: which column is what, then what to do with what matches nothing. The step stands in the URL. */
export function ImportSetup({ detail }: { detail: ImportDetail }) {
  const href = useHref();
  const router = useRouter();
  const pathname = usePathname();
  const { locale } = useLocale();
  const step = useSearchParams().get("step") === "review" ? 2 : 1;
  const { draft, change, saving } = useConfigure(detail);
  const review = trpc.crm.import.review.useQuery({ id: detail.id }, { enabled: step === 2 && !saving, staleTime: 0 });
  const utils = trpc.useUtils();
  const start = trpc.crm.import.start.useMutation({
    onError: notifyError,
    onSuccess: (started) => utils.crm.import.byId.setData({ id: detail.id }, started),
  });
  const named = requiredImportFields[draft.kind].some((field) => draft.mapping.includes(field));
  const decided = review.data?.fields.every((field) => isDecided(field, draft.options.choices[field.field])) ?? false;
  const remove = useDiscard(detail);
  const goTo = (next: number) => {
    if (next === 0) router.push(href("/crm/imports/new"));
    else router.push(`${pathname}?step=${next === 2 ? "review" : "columns"}`);
  };
  return (
    <Stack gap="lg">
      {detail.status === "staged" ? null : <Ended detail={detail} />}
      <Wizard
        active={step}
        onStepChange={goTo}
        onFinish={() => start.mutate({ id: detail.id })}
        onCancel={remove}
        busy={start.isPending || start.isSuccess}
        steps={[
          { id: "file", label: "File", content: null },
          {
            id: "columns",
            label: "Columns",
            content: <ColumnsStep detail={detail} draft={draft} onChange={change} />,
            canContinue: named && !saving,
          },
          {
            id: "review",
            label: "Review",
            content: (
              <ReviewStep
                review={review.data}
                error={review.error}
                onRetry={review.refetch}
                draft={draft}
                onChange={change}
                busy={saving || review.isFetching}
              />
            ),
            nextLabel: `Import ${rowsText(detail.rowCount, locale)}`,
            canContinue: review.isSuccess && decided && !saving && !review.isFetching,
          },
        ]}
      />
    </Stack>
  );
}

function Ended({ detail: { status, failure } }: { detail: ImportDetail }) {
  const stopped = status === "cancelled";
  return (
    <Alert
      color={stopped ? "orange" : "red"}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={stopped ? "The import was stopped" : "The import failed"}
    >
      Nothing of it was kept. You can change the settings and start it again.
      {failure === null || failure === "internal" ? "" : ` (${failure})`}
    </Alert>
  );
}

/** Leaves the wizard: the file is forgotten, once the person agrees. */
function useDiscard({ id, fileName }: ImportDetail): () => void {
  const href = useHref();
  const router = useRouter();
  const utils = trpc.useUtils();
  const remove = trpc.crm.import.remove.useMutation();
  return () =>
    void confirmAction({
      title: "Discard this file?",
      message: `“${fileName}” has not been imported. It can be uploaded again at any time.`,
      confirmLabel: "Discard",
      cancelLabel: "Keep",
      onConfirm: async () => {
        await remove.mutateAsync({ id });
        router.push(href("/crm/imports"));
        await utils.crm.import.list.invalidate();
      },
    });
}
