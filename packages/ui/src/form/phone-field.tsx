"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { type FieldProps, inputProps } from "./fields.tsx";
import { formatPhone, toE164 } from "./phone.ts";

/** A phone number: typed as people do, taken as E.164. `country` is assumed where no `+` is typed. */
export function PhoneField({ country = "GB", ...props }: FieldProps<string> & { country?: string }) {
  const { field } = props;
  const [text, setText] = useState(() => (field.value ? formatPhone(field.value) : ""));
  const [left, setLeft] = useState(false);

  useEffect(() => {
    setText((shown) => {
      const same = shown === (field.value ?? "") || toE164(shown, country) === (field.value ?? null);
      return same ? shown : formatPhone(field.value ?? "");
    });
  }, [field.value, country]);

  const number = toE164(text, country);
  const hint =
    left && number === undefined ? "Enter a complete number, with + and the country code if abroad" : undefined;
  return (
    <TextInput
      {...inputProps(props)}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      value={text}
      error={field.error ?? hint}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        // What is no number goes on as typed, for the schema to refuse.
        const parsed = toE164(next, country);
        field.onChange(parsed === undefined ? next : parsed);
      }}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        field.onBlur();
        setLeft(true);
        if (number) setText(formatPhone(number));
      }}
    />
  );
}
