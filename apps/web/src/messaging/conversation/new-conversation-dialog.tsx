"use client";

import { Modal, SegmentedControl, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { NewChannelForm } from "./new-channel-form.tsx";
import { NewTalkForm } from "./new-talk-form.tsx";

/** Begins a conversation: with a colleague, with several, or a channel for a subject. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const [kind, setKind] = useState("people");
  return (
    <Modal opened onClose={onClose} title="New conversation" fullScreen={narrow}>
      <Stack gap="md">
        <SegmentedControl
          aria-label="Kind of conversation"
          data={[
            { value: "people", label: "With people" },
            { value: "channel", label: "Channel" },
          ]}
          value={kind}
          onChange={setKind}
        />
        {kind === "people" ? <NewTalkForm onDone={onClose} /> : <NewChannelForm onDone={onClose} />}
      </Stack>
    </Modal>
  );
}
