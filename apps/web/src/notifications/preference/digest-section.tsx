"use client";

import { Radio, Stack } from "@mantine/core";
import { type DigestRhythm, digestRhythms } from "@steward/contracts/notifications/preference";
import { SectionCard } from "@steward/ui";

const words: Record<DigestRhythm, { label: string; description: string }> = {
  off: { label: "As it happens", description: "What comes within two minutes comes together." },
  daily: { label: "Once a day", description: "At eight in the morning: everything you have not read by then." },
  weekly: { label: "Once a week", description: "On Monday at eight." },
};

const isRhythm = (text: string): text is DigestRhythm => digestRhythms.some((rhythm) => rhythm === text);

/** One mail for each thing, or one for many. */
export function DigestSection({
  digest,
  onChange,
}: {
  digest: DigestRhythm;
  onChange: (digest: DigestRhythm) => void;
}) {
  return (
    <SectionCard title="E-mail">
      <Radio.Group
        aria-label="How often e-mail comes"
        value={digest}
        onChange={(value) => {
          if (isRhythm(value)) onChange(value);
        }}
      >
        <Stack gap="sm">
          {digestRhythms.map((rhythm) => (
            <Radio key={rhythm} value={rhythm} {...words[rhythm]} />
          ))}
        </Stack>
      </Radio.Group>
    </SectionCard>
  );
}
