"use client";

import { Box, Button, Group, Stack, Stepper, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useEffect, useRef } from "react";

export interface WizardStep {
  id: string;
  label: string;
  description?: string;
  content: ReactNode;
  /** The verb on the button that leaves this step; `Continue` without it. */
  nextLabel?: string;
  canContinue?: boolean;
}

interface WizardProps {
  steps: readonly WizardStep[];
  active: number;
  onStepChange: (step: number) => void;
  onFinish: () => unknown;
  onCancel?: () => void;
  busy?: boolean;
}

/** Work in several steps: one at a time, back without loss, focus moves to the step that opens. */
export function Wizard({ steps, active, onStepChange, onFinish, onCancel, busy = false }: WizardProps) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(active);
  useEffect(() => {
    if (shown.current !== active) body.current?.focus();
    shown.current = active;
  }, [active]);
  const step = steps[active];
  if (!step) return null;
  const last = active === steps.length - 1;
  return (
    <Stack gap="lg">
      {narrow ? (
        <Text size="sm" c="dimmed">
          Step {active + 1} of {steps.length}: <b>{step.label}</b>
        </Text>
      ) : (
        <Stepper active={active} size="sm" iconSize={28} onStepClick={onStepChange} allowNextStepsSelect={false}>
          {steps.map((each) => (
            <Stepper.Step key={each.id} label={each.label} description={each.description} disabled={busy} />
          ))}
        </Stepper>
      )}
      <Box ref={body} tabIndex={-1} role="group" aria-label={step.label} style={{ outline: "none" }}>
        {step.content}
      </Box>
      <Group justify="space-between">
        {active > 0 ? (
          <Button variant="default" disabled={busy} onClick={() => onStepChange(active - 1)}>
            Back
          </Button>
        ) : (
          <span />
        )}
        <Group gap="xs">
          {onCancel ? (
            <Button variant="subtle" color="gray" disabled={busy} onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
          <Button
            loading={busy}
            disabled={step.canContinue === false}
            onClick={() => (last ? onFinish() : onStepChange(active + 1))}
          >
            {step.nextLabel ?? (last ? "Finish" : "Continue")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
