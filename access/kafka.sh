#!/usr/bin/env bash
# What Hindsight's user may do in Kafka, for hindsight.name=hindsight: access/kafka.sh BROKERS, with Kafka's own tools.
set -euo pipefail

allow() {
  kafka-acls.sh --bootstrap-server "$brokers" --add --allow-principal User:hindsight "$@"
}

brokers="$1"

# the pipeline's topics, which begin with its name: changes, offsets, schema history, dead letters
allow --operation Read --operation Write --operation Create --operation DescribeConfigs --topic hindsight --resource-pattern-type prefixed

# dead letters that were dealt with are removed
allow --operation Delete --topic hindsight.dead-letters

# "hindsight start-over" forgets what the tables looked like
allow --operation Delete --topic hindsight.schema-history

# its consumer groups: turns at capture and at a warehouse, apply to each warehouse, schema history, dead letters
allow --operation Read --group hindsight --resource-pattern-type prefixed

# one line for each topic that a declaration calls otherwise
allow --operation Read --operation Write --operation Create --operation DescribeConfigs --topic item_asset_changes
