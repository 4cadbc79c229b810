INSERT INTO stream.operations AS known (topic, partition, op, changes, next_offset)
VALUES (:#${variable.topic}, :#${variable.partition}, :#${variable.op}, 1, :#${variable.offset} + 1)
ON CONFLICT (topic, partition, op) DO UPDATE
SET changes = known.changes + 1, next_offset = excluded.next_offset
WHERE known.next_offset < excluded.next_offset
