INSERT INTO stream.alerts (place, kind, said)
VALUES (:#${variable.place}, :#${variable.kind}, :#${variable.said})
ON CONFLICT (place, kind) DO NOTHING
