"use client";

import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useLocale } from "@steward/ui";
import type { Deal } from "./deal-drawer.tsx";
import classes from "./stage-path.module.css";
import { usePipelines } from "./use-deal-options.ts";

interface StagePathProps {
  deal: Deal;
  /** Left out where the deal cannot be moved. */
  onMove?: ((stageId: string) => void) | undefined;
  busy: boolean;
}

const dayMs = 86_400_000;

/** The pipeline's stages in order, how long the deal has stood at each, and where it stands. */
export function StagePath({ deal, onMove, busy }: StagePathProps) {
  const { locale } = useLocale();
  const { pipelines } = usePipelines();
  const pipeline = pipelines.find((one) => one.id === deal.pipeline.id);
  const known = pipeline?.stages ?? [];
  // A closed deal may have ended at a stage that is gone since.
  const stages = known.some((stage) => stage.id === deal.stage.id) ? known : [...known, deal.stage];
  const reached = stages.findIndex((stage) => stage.id === deal.stage.id);
  const age = (stageId: string) => {
    const stays = deal.stays.filter((stay) => stay.stage.id === stageId);
    if (stays.length === 0) return null;
    const ms = stays.reduce((sum, stay) => sum + ((stay.leftAt ?? new Date()).getTime() - stay.enteredAt.getTime()), 0);
    const days = Math.floor(ms / dayMs);
    const unit = { style: "unit", unit: "day", unitDisplay: "long" } as const;
    return days < 1 ? "under a day" : new Intl.NumberFormat(locale, unit).format(days);
  };
  return (
    <ol className={classes.path} aria-label="Stages">
      {stages.map((stage, index) => {
        const current = index === reached;
        const content = (
          <>
            <span className={classes.name}>{stage.name}</span>
            <span className={classes.age} suppressHydrationWarning>
              {age(stage.id) ?? " "}
            </span>
          </>
        );
        const state = current ? deal.status : index < reached ? "passed" : "ahead";
        return (
          <li key={stage.id} className={classes.step} data-state={state} aria-current={current ? "step" : undefined}>
            {onMove && !current ? (
              <UnstyledButton className={classes.button} onClick={() => onMove(stage.id)} disabled={busy}>
                <VisuallyHidden>Move to</VisuallyHidden>
                {content}
              </UnstyledButton>
            ) : (
              <div className={classes.button}>{content}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
