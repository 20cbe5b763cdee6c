"use client";

import { Button, Divider } from "@mantine/core";
import { notifyError } from "@steward/ui";
import { IconBrandGithub, IconBrandGoogle, IconBrandWindows, IconKey, type IconProps } from "@tabler/icons-react";
import { type ComponentType, useState } from "react";
import { leaveForProvider } from "./browser-session.ts";
import classes from "./entry.module.css";

/** Somebody who vouches for people, as this installation is set up. */
export interface SignInProvider {
  id: string;
  label: string;
}

const icons: Readonly<Record<string, ComponentType<IconProps>>> = {
  google: IconBrandGoogle,
  microsoft: IconBrandWindows,
  github: IconBrandGithub,
};

/** A button for each provider that is set up; nothing where there is none. */
export function ProviderButtons({ providers, returnTo }: { providers: readonly SignInProvider[]; returnTo: string }) {
  const [leaving, setLeaving] = useState<string | null>(null);
  if (providers.length === 0) return null;
  const leave = (id: string) => {
    setLeaving(id);
    leaveForProvider(id, returnTo).catch((error) => {
      setLeaving(null);
      notifyError(error);
    });
  };
  return (
    <div className={classes.ways}>
      {providers.map(({ id, label }) => {
        const Icon = icons[id] ?? IconKey;
        return (
          <Button
            key={id}
            variant="default"
            size="md"
            fullWidth
            loading={leaving === id}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={() => leave(id)}
          >
            Continue with {label}
          </Button>
        );
      })}
      <Divider label="or with your e-mail address" labelPosition="center" my={4} />
    </div>
  );
}
