// Asks the program, and says in its own words what is wrong.

async function answer(response) {
  if (response.ok) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `the program answers ${response.status}`);
}

export async function get(path, signal) {
  return (await answer(await fetch(path, { signal }))).json();
}

/** As it comes: a number of many digits keeps them. */
export async function getText(path) {
  return (await answer(await fetch(path))).text();
}

export async function post(path, body = {}) {
  return (await answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }))).json();
}
