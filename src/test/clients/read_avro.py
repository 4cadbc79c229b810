"""Reads a table's topic with Confluent's client for Python, and keeps what PostgreSQL must have."""

import decimal
import json
import os

import psycopg2
from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

topic = f"{os.environ['DATABASE']}.{os.environ['DATABASE']}.orders"
deserialize = AvroDeserializer(SchemaRegistryClient({"url": os.environ["REGISTRY_URL"]}))
consumer = Consumer({
    "bootstrap.servers": os.environ["KAFKA_BROKERS"],
    "group.id": "read-avro",
    "auto.offset.reset": "earliest",
    "enable.partition.eof": True,
})
consumer.subscribe([topic])

current = {}
ended = set()
while not ended or len(ended) < len(consumer.assignment()):
    message = consumer.poll(30)
    assert message is not None, "the topic brings neither a message nor its end"
    if message.error():
        ended.add(message.partition())
        continue
    if any(name == "hindsight.replay.route" for name, _ in message.headers() or []):
        continue
    key = json.loads(message.key())["id"]
    change = deserialize(message.value(), SerializationContext(topic, MessageField.VALUE))
    if change["op"] == "d":
        current.pop(key, None)
    else:
        row = change["after"]
        assert row["amount"] is None or isinstance(row["amount"], decimal.Decimal), row
        current[key] = (row["status"], row["amount"])
consumer.close()

database = psycopg2.connect(
    host=os.environ["POSTGRES_HOST"], port=os.environ["POSTGRES_PORT"], dbname=os.environ["DATABASE"],
    user=os.environ["POSTGRES_USER"], password=os.environ["POSTGRES_PASSWORD"])
with database.cursor() as cursor:
    cursor.execute("SELECT id, status, amount FROM orders_current")
    kept = {key: (status, amount) for key, status, amount in cursor}
assert kept, "PostgreSQL has no rows"
assert current == kept, f"{len(current)} rows of the topic differ from {len(kept)} in PostgreSQL"
print(f"avro: {len(current)} rows of the topic are those of PostgreSQL")
