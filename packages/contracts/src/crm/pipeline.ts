/** How sure the seller is, as sales forecasts group it. */
export const forecastCategories = ["commit", "bestCase", "pipeline", "omitted"] as const;
export type ForecastCategory = (typeof forecastCategories)[number];
