package dev.interlock.proto;

/** Tells whether a message has its required fields, and those within it theirs: a function of its generated decoder. */
@FunctionalInterface
public interface RecordCheck {
    /** Whether the message of a record is complete. */
    boolean isComplete(Tape tape, int record);
}
