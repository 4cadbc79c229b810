package io.hindsight.warehouse.iceberg;

import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;

/** A data file of the lake, as deletes of its rows name it. */
record LakeFile(String location, PartitionSpec spec, StructLike partition) {}
