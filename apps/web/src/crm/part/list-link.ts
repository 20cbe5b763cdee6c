/** Writes a list's filter as the list reads it from its address: `f.status=won&f.closedOn.from=2017-03-01`. */
export function filterQuery(filter: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  const append = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) for (const member of value) append(name, member);
    else if (typeof value === "object") {
      for (const [part, inner] of Object.entries(value)) append(`${name}.${part}`, inner);
    } else params.append(name, String(value));
  };
  for (const [key, value] of Object.entries(filter)) append(`f.${key}`, value);
  return params.size > 0 ? `?${params}` : "";
}
