package dev.interlock.proto;

/**
 * Checks that a message and the messages within it have their required fields. Implemented by the generated decoder.
 */
@FunctionalInterface
public interface RecordCheck {
    /** Whether the message of a record has all required fields. */
    boolean isComplete(Tape tape, int record);
}
