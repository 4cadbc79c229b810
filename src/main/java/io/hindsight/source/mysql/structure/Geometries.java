package io.hindsight.source.mysql.structure;

import java.util.List;

/** The types of geometries in the order of their numbers in the binlog. */
final class Geometries {

    static final List<String> NAMES = List.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            // as MySQL 8 calls the one before
            "geomcollection");

    private Geometries() {}
}
