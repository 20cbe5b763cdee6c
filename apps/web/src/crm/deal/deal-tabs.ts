/** The two ways to look at deals. */
export function dealTabs(href: (path: string) => string) {
  return [
    { label: "List", href: href("/crm/deals") },
    { label: "Board", href: href("/crm/deals/board") },
  ];
}
