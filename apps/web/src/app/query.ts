/** The query of a page's address, as Next hands it over. */
export type PageQuery = Promise<Record<string, string | string[] | undefined>>;

/** One value of the query; the first where it is given several times, "" where it is missing. */
export async function queryValue(searchParams: PageQuery, name: string): Promise<string> {
  const value = (await searchParams)[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
