import { type RefObject, useLayoutEffect, useRef } from "react";

/** The newest value for whoever was handed a function once and calls it much later, as an editor does. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
