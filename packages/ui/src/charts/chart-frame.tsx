"use client";

import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import type { ChartProps } from "./types.ts";

interface ChartFrameProps extends Pick<ChartProps, "title" | "points" | "series"> {
  print: (value: number) => string;
  children: ReactNode;
}

/** The picture for the eye, and the same figures as a table for those who listen. */
export function ChartFrame({ title, points, series, print, children }: ChartFrameProps) {
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <div aria-hidden>{children}</div>
      <VisuallyHidden component="div">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Label</th>
              {series.map((each) => (
                <th key={each.key} scope="col">
                  {each.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                {series.map(({ key }) => {
                  const value = point.values[key];
                  // Not 0: of days to come nothing is known.
                  return <td key={key}>{value === undefined ? "–" : print(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}
