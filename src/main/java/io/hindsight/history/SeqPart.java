package io.hindsight.history;

/**
 * Describes one of the numbers that a source's changes are ordered by: where a change says it, and where a change_seq does.
 *
 * @param name in a word
 * @param field of a change's source block
 * @param ending whether the number is what the field's text ends with, rather than all of it
 * @param from which digit of a change_seq
 * @param digits that it takes there
 * @param meter by which people see the last applied one, under {@code hindsight.apply.last.}; empty for none
 * @param meaning of the meter
 */
public record SeqPart(String name, String field, boolean ending, int from, int digits, String meter, String meaning) {

    /** Reads it. */
    public long in(String changeSeq) {
        return ChangeSeq.number(changeSeq, from, digits);
    }
}
