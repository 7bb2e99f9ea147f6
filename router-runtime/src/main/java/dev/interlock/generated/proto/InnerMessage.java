package dev.interlock.generated.proto;

/** A field that contains messages. */
abstract class InnerMessage {
    /** Returns the encoder of the message. */
    abstract OpenMessage message();

    /** Returns the name of the outer message and the field, for errors. */
    abstract String name();

    /**
     * Whether this is a map entry that is open because its key or value could not be written. An entry whose value is
     * not a message is written in one step, so it is open only after a failure.
     */
    abstract boolean isRefusedEntry();

    /** Removes the part of the message that was written. */
    abstract void abandon();
}
