package dev.interlock.proto;

/**
 * What generated decoders are: a message on a tape, which they may be pointed at one after the other. It has no method without
 * parameters, as the accessors of the views may have any name.
 */
public abstract class RecordView {
    /** Where the message was decoded to. */
    protected final Tape tape;
    /** The index of its record. */
    protected int record;

    /** A view of messages on a tape. */
    protected RecordView(Tape tape) {
        this.tape = tape;
    }

    /** Adds the fields that the view declares to its text. */
    protected abstract void describe(ViewText text);
}
