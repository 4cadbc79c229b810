// What is wrong with a table in a warehouse, though its route may run.

export const target = ({ target: name, warehouse }) => `${name} in ${warehouse}`;

export function troublesOf({ status }) {
  const reasons = new Map(status.problems.map(problem => [problem.check, problem.reason]));
  return (route, table) => table?.held ? "held"
    : reasons.get(route.id) ?? reasons.get(`warehouse-${route.warehouse}`)
      ?? (status.deadLettersWaiting && table?.deadLetters ? "dead letters wait" : "");
}
