package io.hindsight.source;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Names a place between two transactions of a source's log; earlier places come before later ones. */
public interface SourceOffset extends Comparable<SourceOffset> {

    /** Says whether a change of the log came after this place; what a repair puts at the place itself didn't. */
    boolean isBefore(String changeSeq, int epoch);

    /** Gives the least change_seq that a change at this place, or behind it, can have. */
    String changeSeq(int epoch);

    /** Gives the place as Debezium stores it in an offset. */
    ObjectNode json();

    /**
     * Gives the fields of a change's source block by which the change stands at this place, later than another that may
     * stand there too.
     *
     * @param changeSeq of the other; empty when there is none
     */
    ObjectNode after(String changeSeq, int epoch);
}
