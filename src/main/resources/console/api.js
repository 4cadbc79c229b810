// Asks the program, and says in its own words what is wrong.

async function answer(response) {
  if (response.ok) {
    return response.json();
  }
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `the program answers ${response.status}`);
}

export async function get(path, signal) {
  return answer(await fetch(path, { signal }));
}

export async function post(path, body = {}) {
  return answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}
